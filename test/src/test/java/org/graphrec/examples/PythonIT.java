// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.graphrec.docs.Page;
import org.graphrec.endtoend.RunningServer;
import org.graphrec.endtoend.TestServer;
import org.graphrec.fixtures.Cypher;
import org.graphrec.server.StandaloneServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Python example: its statements through the Java driver, and the script itself where Python has the driver. */
@ExtendWith(RunningServer.class)
class PythonIT {
    private static final Path SCRIPT = Page.ROOT.resolve("docs/how-to/python/recommend.py");
    private static final Path FILMS = Page.ROOT.resolve("cypher-examples/01-movies/setup.cypher");
    private static final Pattern STATEMENT = Pattern.compile("(?ms)^([A-Z_]+) = \"\"\"\\n(.*?)\"\"\"");

    @BeforeEach
    void films(Cypher cypher) throws IOException {
        cypher.wipe();
        for (String statement : CypherScript.statements(FILMS)) {
            cypher.rows(statement);
        }
    }

    @Test
    void itsStatementsRun(Cypher cypher) throws IOException {
        Map<String, String> statements = new LinkedHashMap<>();
        STATEMENT
                .matcher(Files.readString(SCRIPT))
                .results()
                .forEach(found -> statements.put(found.group(1), found.group(2)));
        Object[] parameters = {
            "graph",
            "films",
            "model",
            "films",
            "name",
            "Ada",
            "k",
            3,
            "rows",
            List.of(Map.of("item", "Orbit of Rust", "vector", List.of(1.0, 2.0)))
        };
        assertThat(statements)
                .containsOnlyKeys(
                        "EMBED",
                        "PROJECT",
                        "TRAIN",
                        "RECOMMEND",
                        "INTERACTIONS",
                        "VECTORS",
                        "IMPORT",
                        "DROP",
                        "DROP_GRAPH");
        statements.forEach((name, statement) ->
                assertThat(cypher.rows(statement, parameters)).as("%s", name).isNotEmpty());
    }

    @Test
    void runsInPython(TestServer running, @TempDir Path folder) throws IOException, InterruptedException {
        if (run(List.of("python3", "-c", "import neo4j"), folder) != 0) {
            System.out.println("PythonIT: recommend.py itself is not run, as python3 has no module neo4j here.");
            assumeTrue(false, "python3 has no module neo4j");
        }
        StandaloneServer server = running.server();
        int exit = run(
                List.of(
                        "python3",
                        SCRIPT.toString(),
                        server.boltUri().toString(),
                        server.user(),
                        server.password(),
                        folder.toString()),
                folder);
        assertThat(exit).as("%s", Files.readString(folder.resolve("output"))).isZero();
        assertThat(Files.readString(folder.resolve("output")))
                .contains("13 vectors written", "50 interactions", "1 Station Zero", "13 vectors imported");
        assertThat(Files.readAllLines(folder.resolve("interactions.csv")))
                .hasSize(51)
                .startsWith("user,item");
        assertThat(Files.readAllLines(folder.resolve("vectors.csv"))).hasSize(14);
    }

    /** The exit code; as a shell has it, 127 where there is no such program. */
    private static int run(List<String> command, Path folder) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            // there is no such program
            return 127;
        }
    }
}
