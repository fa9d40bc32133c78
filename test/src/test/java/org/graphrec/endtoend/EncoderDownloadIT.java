// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.driver.Record;
import org.neo4j.driver.types.TypeSystem;

/** Encoders fetched by name and hash from the operator's address, which this JVM plays. */
@ExtendWith(RunningEncoderServer.class)
class EncoderDownloadIT {
    private static final String CALL = """
            CALL rec.encoder.download($name, {model: $model, modelSha256: $hashes[0], tokenizerSha256: $hashes[1]})
            YIELD name, approved, loaded, files
            """;

    @BeforeEach
    void removeWhatEarlierTestsFetched(EncoderServer server) throws IOException {
        server.fetched.clear();
        try (var folders = Files.list(server.folder)) {
            for (Path folder : folders.filter(
                            path -> path.getFileName().toString().startsWith("fetched"))
                    .toList()) {
                try (var paths = Files.walk(folder)) {
                    for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                        Files.delete(path);
                    }
                }
            }
        }
    }

    private static List<String> hashes(EncoderServer server) {
        Record row = server.cypher()
                .row("CALL rec.encoder.list() YIELD name, files WHERE name = 'tiny-cls' "
                        + "RETURN files['onnx/model.onnx'] AS model, files['tokenizer.json'] AS tokenizer");
        return List.of(row.get("model").asString(), row.get("tokenizer").asString());
    }

    @Test
    void fetchesAnEncoderThatGivesTheSameVectors(EncoderServer server) {
        Record row = server.cypher().row(CALL, "name", "fetched", "model", "org/tiny", "hashes", hashes(server));
        assertThat(row.get("approved").asBoolean()).isTrue();
        assertThat(row.get("loaded").asBoolean()).isFalse();
        assertThat(row.get("files").hasType(TypeSystem.getDefault().MAP())).isTrue();
        assertThat(server.fetched)
                .contains("/models/org/tiny/tokenizer.json", "/models/org/tiny/1_Pooling/config.json")
                .endsWith("/models/org/tiny/onnx/model.onnx");
        assertThat(server.cypher()
                        .value("RETURN rec.embed('red cats', 'fetched') = rec.embed('red cats', 'tiny-cls')")
                        .asBoolean())
                .isTrue();
        server.cypher().rows("CALL rec.encoder.drop('fetched')");
    }

    @Test
    void keepsNothingOfAnEncoderWithAnotherHash(EncoderServer server) {
        List<String> wrong = new ArrayList<>(hashes(server));
        wrong.set(0, "0".repeat(64));
        assertThat(server.cypher().failure(CALL, "name", "fetched", "model", "org/tiny", "hashes", wrong))
                .hasMessageContaining("The file `onnx/model.onnx` of the model `org/tiny` has the SHA-256")
                .hasMessageContaining("nothing of it is kept");
        assertThat(server.folder.resolve("fetched")).doesNotExist();
        assertThat(server.cypher().column("CALL rec.encoder.list() YIELD name RETURN name"))
                .doesNotContain("fetched");
    }

    @Test
    void saysWhichFileIsMissing(EncoderServer server) {
        assertThat(server.cypher().failure(CALL, "name", "fetched", "model", "org/half", "hashes", hashes(server)))
                .hasMessageContaining("The file `onnx/model.onnx` of the model `org/half` is not there.");
    }

    @Test
    void needsBothHashes(EncoderServer server) {
        assertThat(server.cypher().failure("CALL rec.encoder.download('fetched', {model: 'org/tiny'})"))
                .hasMessageContaining("`modelSha256`")
                .hasMessageContaining("`tokenizerSha256`");
        assertThat(server.fetched).isEmpty();
    }

    @Test
    void refusesNamesThatLeadElsewhere(EncoderServer server) {
        List<String> hashes = hashes(server);
        for (String name : List.of("../fetched", "a/b", "", "service:latest", "all-MiniLM-L6-v2")) {
            assertThat(server.cypher().failure(CALL, "name", name, "model", "org/tiny", "hashes", hashes))
                    .as(name)
                    .isNotNull();
        }
        for (String model : List.of("../tiny", "org/../..", "/org", "http://127.0.0.1:1/x", "org/tiny?x=1")) {
            assertThat(server.cypher().failure(CALL, "name", "fetched", "model", model, "hashes", hashes))
                    .hasMessageContaining("`model` must be a name such as `org/model`");
        }
        assertThat(server.fetched).isEmpty();
    }

    @Test
    @ExtendWith(RunningServer.class)
    void isOffUntilTheOperatorSetsAnAddress(Cypher cypher) {
        assertThat(cypher.failure(
                        CALL, "name", "x", "model", "org/tiny", "hashes", List.of("0".repeat(64), "0".repeat(64))))
                .hasMessageContaining("`rec.encoder.download` is off")
                .hasMessageContaining("rec.encoder.download.base_url")
                .hasMessageContaining("graph-recommender.conf");
    }
}
