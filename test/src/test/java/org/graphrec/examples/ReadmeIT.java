package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graphrec.endtoend.Cypher;
import org.graphrec.endtoend.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the Cypher blocks of the README in their order, on the films of the first example. */
@ExtendWith(RunningServer.class)
class ReadmeIT {
    private static final Path README = Path.of("../README.md");
    private static final Path SETUP = Path.of("../cypher-examples/01-movies/setup.cypher");

    @Test
    void runsEveryCypherBlock(Cypher cypher) throws IOException {
        assumeTrue(Files.exists(README), "there is no README yet");
        List<String> blocks = CypherScript.blocks(Files.readString(README));
        assertThat(blocks).as("cypher blocks of the README").isNotEmpty();
        for (String statement : CypherScript.statements(SETUP)) {
            cypher.rows(statement);
        }
        for (String block : blocks) {
            for (String statement : CypherScript.statements(block)) {
                assertThat(cypher.failure(statement)).as("%s", statement).isNull();
            }
        }
    }
}
