// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.graphrec.docs.Page;
import org.graphrec.endtoend.ServerWith;
import org.graphrec.endtoend.TestServer;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/**
 * Runs the Cypher blocks of every page in their order: on the films of the first example, or on what the page names in a
 * comment {@code <!-- setup: FILE -->}, with the parameters of a comment {@code <!-- parameters: MAP -->}. A table between {@code <!-- output -->} and {@code <!-- end -->} below a block shows what its
 * last statement returns; {@code -Drec.update=true} writes these again.
 */
@ServerWith(home = "it-pages", idsInOrder = true)
class PagesIT {
    private static final Pattern PARAMETERS = Pattern.compile("<!-- parameters: (\\{.*\\}) -->");
    private static final Pattern SETUP = Pattern.compile("<!-- setup: (\\S+) -->");

    @TestFactory
    List<DynamicTest> runsEveryCypherBlock(TestServer cypher) {
        List<DynamicTest> tests = Page.all().stream()
                .filter(page -> !CypherScript.blocks(page.text()).isEmpty())
                .map(page -> DynamicTest.dynamicTest(page.path().toString(), () -> run(page, cypher)))
                .toList();
        assertThat(tests.stream().map(DynamicTest::getDisplayName))
                .contains("README.md", "docs/reference/procedures.md");
        return tests;
    }

    private static void run(Page page, Cypher cypher) throws IOException {
        cypher.wipe();
        Map<String, Object> parameters = parameters(page, cypher);
        Matcher setup = SETUP.matcher(page.text());
        Path script = Page.ROOT.resolve(setup.find() ? setup.group(1) : "cypher-examples/01-movies/setup.cypher");
        for (String statement : CypherScript.statements(script)) {
            cypher.rows(statement);
        }
        StringBuilder written = new StringBuilder(page.text());
        for (CypherScript.Block block : CypherScript.blocks(page.text())) {
            List<Record> rows = List.of();
            for (String statement : CypherScript.statements(block.code())) {
                if (block.fails()) {
                    assertThat(cypher.failure(statement)).as("%s", statement).isNotNull();
                } else {
                    rows = rows(statement, parameters, cypher);
                }
            }
            if (block.output() != null) {
                show(ShownRows.of(rows), block, written, page.text().length());
            }
        }
        if (!written.toString().equals(page.text())) {
            Files.writeString(Page.ROOT.resolve(page.path()), written);
        }
    }

    /** What the page names as its parameters, a map in Cypher. */
    static Map<String, Object> parameters(Page page, Cypher cypher) {
        Matcher map = PARAMETERS.matcher(page.text());
        return map.find() ? cypher.value("RETURN " + map.group(1)).asMap() : Map.of();
    }

    private static List<Record> rows(String statement, Map<String, Object> parameters, Cypher cypher) {
        try (Session session = cypher.driver().session()) {
            return session.run(statement, parameters).list();
        } catch (RuntimeException failure) {
            throw new AssertionError(statement, failure);
        }
    }

    private static void show(ShownRows rows, CypherScript.Block block, StringBuilder written, int length) {
        if (Boolean.getBoolean("rec.update")) {
            int from = block.from() + written.length() - length;
            written.replace(from, from + block.output().length(), rows.markdown());
        } else {
            assertThat(rows.agreesWith(block.output()))
                    .as("The page shows\n%sbut the server answers\n%s", block.output(), rows.markdown())
                    .isTrue();
        }
    }
}
