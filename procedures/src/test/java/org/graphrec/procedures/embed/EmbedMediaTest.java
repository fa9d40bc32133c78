// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.MediaFolder;
import org.graphrec.fixtures.Cypher;
import org.graphrec.fixtures.onnx.TinyMedia;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Record;

@ExtendWith(RunningDatabase.class)
class EmbedMediaTest {

    private static final String WRITE = """
            CALL rec.embed.nodes.write(['Film'], {imageProperty: 'poster', encoder: 'colours', onlyStale: true})
            YIELD nodeCount, nodePropertiesWritten, nodesSkipped, emptyTexts, unreadableMedia
            """;

    @TempDir
    private Path folder;

    private Path media;

    @BeforeEach
    void load(Cypher cypher) throws IOException {
        Path encoders = Files.createDirectory(folder.resolve("encoders"));
        media = Files.createDirectories(folder.resolve("media/posters")).getParent();
        Set<String> approved = new HashSet<>(TinyMedia.colours(encoders.resolve("colours")));
        approved.addAll(TinyMedia.loudness(encoders.resolve("loudness")));
        OpenEncoders.configure(
                new EncoderSources(new EncoderFolder(encoders, approved), null, null, new MediaFolder(media), 2, ""));
        Files.write(media.resolve("posters/blue.png"), TinyMedia.picture(0, 0, 255));
        cypher.wipe();
        cypher.rows(
                "CREATE (:Film {title: 'sunset', poster: $red}), (:Film {title: 'sea', poster: 'posters/blue.png'}),"
                        + " (:Film {title: 'none'})",
                "red",
                TinyMedia.picture(255, 0, 0));
    }

    @AfterEach
    void forget() {
        OpenEncoders.closeAll(Duration.ofSeconds(10));
        OpenEncoders.configure(EncoderSources.bundled(""));
    }

    @Test
    void writesVectorsOfPicturesThatTextsFind(Cypher cypher) {
        Record row = cypher.row(WRITE);
        assertThat(row.get("nodePropertiesWritten").asLong()).isEqualTo(2);
        assertThat(row.get("emptyTexts").asLong()).isEqualTo(1);
        assertThat(row.get("unreadableMedia").asMap()).isEmpty();
        for (String[] asked : new String[][] {{"something red", "sunset"}, {"a blue cat", "sea"}}) {
            assertThat(cypher.value("""
                            WITH rec.embed.query($text, 'colours') AS query
                            MATCH (f:Film) WHERE f.embedding IS NOT NULL
                            RETURN f.title ORDER BY vector.similarity.cosine(f.embedding, query) DESC LIMIT 1
                            """, "text", asked[0]).asString()).isEqualTo(asked[1]);
        }
    }

    @Test
    void encodesAPictureAgainOnceItsFileChanged(Cypher cypher) throws IOException {
        cypher.row(WRITE);
        assertThat(cypher.row(WRITE).get("nodesSkipped").asLong()).isEqualTo(2);
        Files.write(media.resolve("posters/blue.png"), TinyMedia.picture(0, 255, 0));
        assertThat(cypher.row(WRITE).get("nodePropertiesWritten").asLong()).isEqualTo(1);
        assertThat(cypher.value("MATCH (f:Film {title: 'sea'}) RETURN f.embedding[1]")
                        .asDouble())
                .isEqualTo(1);
    }

    @Test
    void countsWhatCannotBeReadAndGoesOn(Cypher cypher) throws IOException {
        Files.writeString(folder.resolve("secret.png"), "not for you");
        Files.createSymbolicLink(media.resolve("link.png"), folder.resolve("secret.png"));
        cypher.rows(
                "UNWIND ['gone.png', '../secret.png', 'link.png', '/etc/passwd', $broken, $text, 7] AS poster"
                        + " CREATE (:Film {poster: poster})",
                "broken",
                Arrays.copyOf(TinyMedia.picture(1, 2, 3), 50),
                "text",
                new byte[] {1, 2, 3});
        Record row = cypher.row(WRITE);
        assertThat(row.get("nodePropertiesWritten").asLong()).isEqualTo(2);
        assertThat(row.get("unreadableMedia").asMap())
                .isEqualTo(Map.of("no such file", 1L, "refused file", 3L, "corrupt", 1L, "unknown format", 2L));
        for (String mode : new String[] {"stats", "write"}) {
            assertThat(cypher.value("CALL rec.embed.nodes." + mode
                                    + "(['Film'], {imageProperty: 'poster', encoder: 'colours'}) YIELD unreadableMedia")
                            .asMap())
                    .hasSize(4);
        }
    }

    @Test
    void takesTheVectorAwayWhereThePictureIsGone(Cypher cypher) {
        cypher.row(WRITE);
        cypher.rows("MATCH (f:Film {title: 'sea'}) SET f.poster = 'gone.png'");
        cypher.row(WRITE);
        assertThat(cypher.value("MATCH (f:Film {title: 'sea'}) RETURN f.embedding")
                        .isNull())
                .isTrue();
    }

    @Test
    void writesVectorsOfSounds(Cypher cypher) {
        cypher.rows("MATCH (f:Film {title: 'sunset'}) SET f.voice = $wav", "wav", TinyMedia.sound(4_000, 0));
        Record row = cypher.row("""
                CALL rec.embed.nodes.write(['Film'], {audioProperty: 'voice', encoder: 'loudness', writeProperty: 'v'})
                YIELD nodePropertiesWritten, emptyTexts MATCH (f:Film {title: 'sunset'})
                RETURN nodePropertiesWritten, emptyTexts, f.v[0] / f.v[1] AS ratio
                """);
        assertThat(row.get("nodePropertiesWritten").asLong()).isEqualTo(1);
        assertThat(row.get("emptyTexts").asLong()).isEqualTo(2);
        assertThat(row.get("ratio").asDouble()).isBetween(1.999, 2.001);
    }

    @Test
    void recommendsByPicturesForAQueryInWords(Cypher cypher) {
        cypher.rows("MATCH (n) DETACH DELETE n");
        cypher.rows(
                "UNWIND range(0, 9) AS i CREATE (:Film {name: 'r' + i, camp: 0, poster: $red}),"
                        + " (:Film {name: 'b' + i, camp: 1, poster: $blue})",
                "red",
                TinyMedia.picture(250, 30, 10),
                "blue",
                TinyMedia.picture(10, 30, 250));
        cypher.rows("UNWIND range(0, 29) AS u CREATE (:User {number: u})");
        cypher.rows(
                "MATCH (u:User), (f:Film) WHERE u.number % 2 = f.camp AND (u.number + toInteger(substring(f.name, 1))) % 3"
                        + " > 0 CREATE (u)-[:RATED]->(f)");
        cypher.row(WRITE);
        cypher.rows("CALL gds.graph.project('g', {User: {}, Film: {properties: ['embedding']}}, 'RATED')");
        cypher.rows(
                "CALL rec.train('g', {modelName: 'm', architecture: 'itemGraph', featureProperties: ['embedding']})");
        for (String camp : new String[] {"red", "blue"}) {
            assertThat(cypher.column("CALL rec.recommend.stream('m', null, {k: 5, query: 'a " + camp
                            + " cat', queryWeight: 1.0}) YIELD item RETURN DISTINCT left(item.name, 1)"))
                    .containsExactly(camp.substring(0, 1));
        }
    }

    @Test
    void saysWhatAnEncoderReads(Cypher cypher) {
        assertThat(cypher.column(
                        "CALL rec.encoder.list() YIELD name, reads RETURN name + ': ' + reduce(t = '', r IN reads |"
                                + " t + r + ' ')"))
                .containsExactlyInAnyOrder("all-MiniLM-L6-v2: texts ", "colours: texts pictures ", "loudness: sounds ");
        cypher.row(WRITE);
        assertThat(cypher.row("CALL rec.encoder.drop('colours') YIELD loaded")
                        .get(0)
                        .asBoolean())
                .isFalse();
    }

    @Test
    void estimatesTheMemoryOfPictures(Cypher cypher) {
        Record row = cypher.row(
                "CALL rec.embed.nodes.write.estimate(['Film'], {imageProperty: 'poster', encoder: 'colours'})"
                        + " YIELD bytesMax, mapView");
        assertThat(row.get("bytesMax").asLong()).isBetween(200L << 20, 800L << 20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{imageProperty: 'poster'} | The encoder `all-MiniLM-L6-v2` reads texts, not pictures. Name an `encoder` of the"
                        + " folder that has a model of pictures; `CALL rec.encoder.list()` shows what each one reads.",
                "{audioProperty: 'poster', encoder: 'colours'} | The encoder `colours` has no model of sounds, only of texts,"
                        + " pictures.",
                "{imageProperty: 'postr', encoder: 'colours'} | The value of `imageProperty` must name properties of nodes but"
                        + " there is no property `postr` in this database. Did you mean `poster`?",
                "{imageProperty: 'poster', textProperties: ['title']} | The values of `imageProperty` and `textProperties` exclude"
                        + " each other. Give one of them.",
                "{imageProperty: 'poster', audioProperty: 'poster'} | The values of `imageProperty` and `audioProperty` exclude"
                        + " each other. Give one of them.",
                "{imageProperty: 'poster', encoder: 'colours', chunk: {size: 50}} | The value of `chunk` is for texts, not for"
                        + " `imageProperty`. Leave it out."
            })
    void refusesWhatCannotBeMeant(String sentence, Cypher cypher) {
        String[] parts = sentence.split(" \\| ", -1);
        assertThat(cypher.failure("CALL rec.embed.nodes.stats(['Film'], " + parts[0] + ") YIELD nodeCount RETURN 1"))
                .hasMessageContaining(parts[1]);
    }

    @Test
    void needsAFolderWhereAPropertyNamesAFile(Cypher cypher) {
        EncoderSources all = OpenEncoders.sources();
        OpenEncoders.configure(new EncoderSources(all.folder(), null, null, 2, ""));
        assertThat(cypher.failure(WRITE))
                .hasMessageContaining(
                        "The property `poster` names files, but the server's operator set no folder to read them"
                                + " from. Set `rec.media.folder` in graph-recommender.conf and restart the server, or store the bytes"
                                + " themselves.");
    }
}
