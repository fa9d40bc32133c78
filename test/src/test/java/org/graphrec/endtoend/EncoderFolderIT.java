// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graphrec.fixtures.Checkerboard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** Encoders of the operator's folder: tiny BERT models that the build writes. */
@ExtendWith(RunningEncoderServer.class)
class EncoderFolderIT {
    private static final String TEXT = "the red cat likes old movies and sleeps";

    @BeforeEach
    void wipe(EncoderServer server) {
        server.cypher().wipe();
    }

    @Test
    void listsEveryEncoderAndWhatToApprove(EncoderServer server) {
        List<Object> kinds = server.cypher()
                .column("CALL rec.encoder.list() YIELD name, kind, approved "
                        + "WHERE NOT name STARTS WITH 'fetched' RETURN name + ' ' + kind + ' ' + toString(approved)");
        assertThat(kinds)
                .containsExactly(
                        "all-MiniLM-L6-v2 bundled true",
                        "tiny-cls folder true",
                        "tiny-lasttoken folder true",
                        "tiny-max folder true",
                        "tiny-mean folder true",
                        "tiny-odd folder true",
                        "tiny-prompted folder true",
                        "unapproved folder false",
                        "service:latest remote true");
        assertThat(server.cypher()
                        .value("CALL rec.encoder.list() YIELD name, files WHERE name = 'tiny-cls' "
                                + "RETURN [file IN keys(files) | size(files[file])]")
                        .asList())
                .containsExactly(64L, 64L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tiny-mean", "tiny-cls", "tiny-max", "tiny-lasttoken"})
    void givesTheVectorsThatPlainJavaComputes(String encoder, EncoderServer server) {
        List<Double> vector = server.cypher()
                .value("RETURN rec.embed($text, $encoder)", "text", TEXT, "encoder", encoder)
                .asList(value -> value.asDouble());
        List<Double> expected = server.references.get(encoder);
        assertThat(vector).hasSameSizeAs(expected);
        for (int d = 0; d < vector.size(); d++) {
            assertThat(vector.get(d)).isCloseTo(expected.get(d), within(1e-5));
        }
    }

    @Test
    void putsThePromptsBeforeQueriesAndPassages(EncoderServer server) {
        Record row = server.cypher().row("""
                RETURN rec.embed('red cat', 'tiny-prompted') = rec.embed('passage: red cat', 'tiny-mean') AS passage,
                       rec.embed.query('red cat', 'tiny-prompted') = rec.embed('query: red cat', 'tiny-mean') AS query,
                       rec.embed.query('red cat', 'tiny-mean') = rec.embed('red cat', 'tiny-mean') AS plain,
                       rec.embed.query(null, 'tiny-mean') AS nothing
                """);
        assertThat(row.get("passage").asBoolean()).isTrue();
        assertThat(row.get("query").asBoolean()).isTrue();
        assertThat(row.get("plain").asBoolean()).isTrue();
        assertThat(row.get("nothing").isNull()).isTrue();
    }

    @Test
    void loadsAndDropsAnEncoder(EncoderServer server) {
        Record loaded = server.cypher().row("CALL rec.encoder.load('tiny-max') YIELD loaded, dimension, fingerprint");
        assertThat(loaded.get("loaded").asBoolean()).isTrue();
        assertThat(loaded.get("dimension").asLong()).isEqualTo(16);
        assertThat(loaded.get("fingerprint").asString()).matches("[0-9a-f]{64}");
        Record dropped = server.cypher().row("CALL rec.encoder.drop('tiny-max') YIELD loaded, dimension");
        assertThat(dropped.get("loaded").asBoolean()).isFalse();
        assertThat(dropped.get("dimension").isNull()).isTrue();
        assertThat(server.cypher()
                        .value("RETURN size(rec.embed('cat', 'tiny-max'))")
                        .asLong())
                .isEqualTo(16);
    }

    @Test
    void refusesAnEncoderThatIsNotApprovedAndSaysItsHash(EncoderServer server) {
        Neo4jException refused = server.cypher().failure("RETURN rec.embed('cat', 'unapproved')");
        assertThat(refused)
                .hasMessageContaining("`tokenizer.json`")
                .hasMessageContaining("`unapproved`")
                .hasMessageContaining("does not approve")
                .hasMessageNotContaining(server.folder.toString());
        Object sha256 = server.cypher()
                .value("CALL rec.encoder.list() YIELD name, files WHERE name = 'unapproved' "
                        + "RETURN files['tokenizer.json']")
                .asString();
        assertThat(refused).hasMessageContaining((String) sha256);
    }

    @Test
    void refusesAFileThatChangedSinceItsApproval(EncoderServer server) throws IOException {
        Path changed = server.folder.resolve("fetched-changed");
        Files.createDirectories(changed);
        Files.copy(server.folder.resolve("tiny-cls/tokenizer.json"), changed.resolve("tokenizer.json"));
        byte[] model = Files.readAllBytes(server.folder.resolve("tiny-cls/onnx/model.onnx"));
        model[model.length / 2] ^= 1;
        Files.write(changed.resolve("model.onnx"), model);
        assertThat(server.cypher().failure("CALL rec.encoder.load('fetched-changed')"))
                .hasMessageContaining("`model.onnx`")
                .hasMessageContaining("does not approve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../it-encoders/tiny-cls", "tiny-cls/../tiny-mean", "/etc", "tiny-cls/", "tiny\u0000", "..", ""})
    void refusesNamesThatLeadElsewhere(String name, EncoderServer server) {
        for (String call : List.of(
                "CALL rec.encoder.load($name)",
                "CALL rec.encoder.drop($name)",
                "RETURN rec.embed('cat', $name)",
                "RETURN rec.embed.query('cat', $name)")) {
            assertThat(server.cypher().failure(call, "name", name))
                    .as(call)
                    .hasMessageContaining("`encoder` must be the name of an encoder");
        }
    }

    @Test
    void leavesNoNativeLibraryBehind(EncoderServer server) throws IOException {
        server.cypher().rows("RETURN rec.embed('cat')");
        try (var left = Files.list(server.folder.resolveSibling("it-natives"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void embedsAllAgainWithAnotherEncoderAndNothingWithTheSame(EncoderServer server) {
        server.cypher().rows("CREATE (:Film {plot: 'a red cat'}), (:Film {plot: 'a blue dog'}), (:Film)");
        String call =
                "CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot'], encoder: '%s', onlyStale: true}) "
                        + "YIELD nodePropertiesWritten AS written, nodesSkipped AS skipped RETURN [written, skipped]";
        assertThat(server.cypher().value(call.formatted("tiny-mean")).asList()).containsExactly(2L, 0L);
        assertThat(server.cypher().value(call.formatted("tiny-mean")).asList()).containsExactly(0L, 2L);
        assertThat(server.cypher().value(call.formatted("tiny-cls")).asList()).containsExactly(2L, 0L);
        assertThat(server.cypher()
                        .column("MATCH (f:Film) WHERE f.plot IS NOT NULL RETURN split(f.embeddingPassport, ':')[0]"))
                .containsExactly("tiny-cls", "tiny-cls");
    }

    @Test
    void countsVectorsThatAreZeroOrNotFiniteAndWritesNone(EncoderServer server) {
        server.cypher().rows("""
                UNWIND ['red', 'cat', 'the cat', 'dog', 'a red dog', ''] AS plot CREATE (:Film {plot: plot})
                """);
        Record row = server.cypher().row("""
                CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot'], encoder: 'tiny-odd'})
                YIELD nodePropertiesWritten, emptyTexts, zeroVectors, nonFiniteVectors, meanPairwiseCosine
                """);
        assertThat(row.get("nodePropertiesWritten").asLong()).isEqualTo(2);
        assertThat(row.get("emptyTexts").asLong()).isEqualTo(1);
        assertThat(row.get("zeroVectors").asLong()).isEqualTo(1);
        assertThat(row.get("nonFiniteVectors").asLong()).isEqualTo(2);
        assertThat(row.get("meanPairwiseCosine").asDouble()).isCloseTo(1, within(1e-6));
        assertThat(server.cypher().column("MATCH (f:Film) WHERE f.embedding IS NOT NULL RETURN f.plot"))
                .containsExactlyInAnyOrder("red", "a red dog");
        assertThat(server.cypher().failure("RETURN rec.embed('cat', 'tiny-odd')"))
                .hasMessageContaining("not finite");
    }

    @Test
    void refusesToMixTwoSpacesInOneProperty(EncoderServer server) {
        Checkerboard.load(server.cypher());
        server.cypher().rows("""
                CALL rec.embed.nodes.write(['Film'], {textProperties: ['plot'], encoder: 'tiny-cls'}) YIELD nodeCount
                """);
        server.cypher().rows("MATCH (f:Film {name: 'film3'}) SET f:Odd");
        server.cypher().rows("""
                CALL rec.embed.nodes.write(['Odd'], {textProperties: ['plot'], encoder: 'tiny-mean'}) YIELD nodeCount
                """);
        Checkerboard.project(server.cypher(), "mixed");
        assertThat(server.cypher()
                        .failure("CALL rec.train('mixed', {modelName: 'm', featureProperties: ['embedding']})"))
                .hasMessageContaining("must name vectors of one space but `embedding` has several")
                .hasMessageContaining("tiny-cls:16:")
                .hasMessageContaining("on 21 nodes")
                .hasMessageContaining("tiny-mean:16:")
                .hasMessageContaining("on 1 nodes")
                .hasMessageContaining("rec.embed.nodes.write");
    }

    @Test
    void refusesAQueryInAnotherSpaceThanTheModels(EncoderServer server) {
        Checkerboard.load(server.cypher());
        Checkerboard.train(server.cypher(), "model", "content");
        assertThat(server.cypher()
                        .failure("CALL rec.recommend.stream('model', '*', {query: 'spaceships', encoder: 'tiny-cls'})"))
                .hasMessageContaining("`encoder`")
                .hasMessageContaining("`tiny-cls` (16 dimensions)")
                .hasMessageContaining("all-MiniLM-L6-v2:384:");
    }
}
