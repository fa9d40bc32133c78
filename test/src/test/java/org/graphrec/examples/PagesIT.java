package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.graphrec.endtoend.RunningServer;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the Cypher blocks of every page in their order: on the films of the first example, or on what the page names in a
 * comment {@code <!-- setup: FILE -->}.
 */
@ExtendWith(RunningServer.class)
class PagesIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> FOLDERS =
            List.of("", "procedures", "embedding", "training", "test", "cypher-examples");
    private static final Pattern SETUP = Pattern.compile("<!-- setup: (\\S+) -->");

    @TestFactory
    List<DynamicTest> runsEveryCypherBlock(Cypher cypher) {
        List<DynamicTest> tests = FOLDERS.stream()
                .flatMap(folder -> pages(ROOT.resolve(folder)))
                .filter(page -> !CypherScript.blocks(text(page)).isEmpty())
                .map(page -> DynamicTest.dynamicTest(ROOT.relativize(page).toString(), () -> run(page, cypher)))
                .toList();
        assertThat(tests.stream().map(DynamicTest::getDisplayName)).contains("README.md", "procedures/REFERENCE.md");
        return tests;
    }

    private static void run(Path page, Cypher cypher) throws IOException {
        cypher.wipe();
        Matcher setup = SETUP.matcher(text(page));
        Path script = ROOT.resolve(setup.find() ? setup.group(1) : "cypher-examples/01-movies/setup.cypher");
        for (String statement : CypherScript.statements(script)) {
            cypher.rows(statement);
        }
        for (CypherScript.Block block : CypherScript.blocks(text(page))) {
            for (String statement : CypherScript.statements(block.code())) {
                if (block.fails()) {
                    assertThat(cypher.failure(statement)).as("%s", statement).isNotNull();
                } else {
                    assertThat(cypher.failure(statement)).as("%s", statement).isNull();
                }
            }
        }
    }

    private static Stream<Path> pages(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
