// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.model.ModelLocations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training with a fixed seed makes, to the last byte. */
class TrainedBytesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/trained-bytes.golden.txt");

    /** At another, only the call and the estimated memory in the files are others. */
    private static final int CONCURRENCY = 2;

    @Test
    void isWhatTheGoldenFileHas(@TempDir Path home, @TempDir Path exports) throws Exception {
        List<String> lines = new ArrayList<>();
        try (GoldenGraphs graphs = new GoldenGraphs(home, new ModelLocations(null, exports, ""))) {
            for (Map.Entry<String, String> model :
                    GoldenModels.calls(graphs, CONCURRENCY).entrySet()) {
                String name = model.getKey();
                graphs.rows("CALL " + model.getValue() + " YIELD modelInfo RETURN 1");
                graphs.rows("CALL rec.model.export('" + name + "', '" + name + "') YIELD modelName RETURN 1");
                byte[] file = Files.readAllBytes(exports.resolve(name + ".safetensors"));
                lines.add(name + " " + ModelBytes.digest(file));
            }
        }
        if (Boolean.getBoolean("rec.update")) {
            Files.write(GOLDEN, lines);
        }
        assertThat(lines)
                .as("the golden file %s; -Drec.update=true writes it, where models are meant to change", GOLDEN)
                .hasSizeGreaterThan(25)
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(GOLDEN));
    }
}
