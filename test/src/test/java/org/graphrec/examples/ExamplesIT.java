// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.graphrec.endtoend.ServerWith;
import org.graphrec.endtoend.TestServer;
import org.graphrec.fixtures.Cypher;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Runs every folder of cypher-examples, and compares the last statement's rows with expected.csv. */
@ServerWith(home = "it-examples", idsInOrder = true)
class ExamplesIT {
    private static final Path EXAMPLES = Path.of("../cypher-examples");
    private static final double TOLERANCE = 1e-3;

    @TestFactory
    List<DynamicTest> givesWhatItSays(TestServer cypher) throws IOException {
        try (Stream<Path> folders = Files.list(EXAMPLES)) {
            List<DynamicTest> tests = folders.filter(folder -> Files.exists(folder.resolve("setup.cypher")))
                    .sorted()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> run(folder, cypher)))
                    .toList();
            assertThat(tests).as("folders in %s", EXAMPLES).isNotEmpty();
            return tests;
        }
    }

    private static void run(Path folder, Cypher cypher) throws IOException {
        cypher.wipe();
        for (String statement : CypherScript.statements(folder.resolve("setup.cypher"))) {
            cypher.rows(statement);
        }
        List<Record> rows = List.of();
        for (String statement : CypherScript.statements(folder.resolve("example.cypher"))) {
            rows = cypher.rows(statement);
        }
        isAsExpected(rows, folder.resolve("expected.csv"));
    }

    private static void isAsExpected(List<Record> rows, Path file) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var parser = format.parse(Files.newBufferedReader(file))) {
            List<CSVRecord> expected = parser.getRecords();
            assertThat(rows).as("rows: %s", rows).hasSameSizeAs(expected);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(rows.get(i).keys()).isEqualTo(parser.getHeaderNames());
                for (String column : parser.getHeaderNames()) {
                    isAsExpected(rows.get(i).get(column), expected.get(i).get(column), i, column);
                }
            }
        }
    }

    private static void isAsExpected(Value value, String expected, int row, String column) {
        if (value.asObject() instanceof Double number) {
            assertThat(number)
                    .as("row %d, column %s", row, column)
                    .isCloseTo(Double.parseDouble(expected), within(TOLERANCE));
        } else {
            assertThat(value.asObject().toString())
                    .as("row %d, column %s", row, column)
                    .isEqualTo(expected);
        }
    }
}
