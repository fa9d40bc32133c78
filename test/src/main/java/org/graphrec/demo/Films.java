// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.graphrec.data.DataException;
import org.graphrec.examples.CypherScript;
import org.graphrec.examples.ShownRows;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;

/** The first Cypher of the README, on the films of the first example: a reader sees the table that the README shows. */
final class Films {
    private static final Path DATA = Path.of("cypher-examples", "01-movies", "setup.cypher");
    private static final Path README = Path.of("README.md");

    private final Driver driver;
    private final Path root;
    private final Output output;

    /**
     * Of one run of the demo.
     *
     * @param root folder of the project
     */
    Films(Driver driver, Path root, Output output) {
        this.driver = driver;
        this.root = root;
        this.output = output;
    }

    /** Loads the films, runs the statements, and shows the rows of the last one. */
    void run() {
        try {
            for (String statement : CypherScript.statements(root.resolve(DATA))) {
                rows(statement);
            }
            List<Record> rows = List.of();
            for (String statement : statements()) {
                statement.lines().forEach(output::note);
                rows = rows(statement);
            }
            output.table(table(ShownRows.of(rows)));
        } catch (IOException e) {
            throw new DataException("The films in " + root.resolve(DATA) + " cannot be read.", e);
        }
    }

    private List<String> statements() throws IOException {
        String readme = Files.readString(root.resolve(README));
        return CypherScript.statements(CypherScript.blocks(readme).get(0).code());
    }

    private List<Record> rows(String statement) {
        try (Session session = driver.session()) {
            return session.run(statement).list();
        }
    }

    private static TextTable table(ShownRows rows) {
        var table = new TextTable(rows.header().toArray(String[]::new));
        rows.cells().forEach(row -> table.add(row.toArray()));
        return table;
    }
}
