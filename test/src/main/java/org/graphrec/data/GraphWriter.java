// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;

/** Writes rows over Bolt, in batches, each in a transaction of its own. */
public final class GraphWriter {
    private static final int BATCH = 10_000;
    private static final int REPORT_EVERY = 5 * BATCH;

    private final Driver driver;
    private final Consumer<String> report;

    /**
     * A writer into the driver's default database.
     *
     * @param report is told how far the writing is, one line each time
     */
    public GraphWriter(Driver driver, Consumer<String> report) {
        this.driver = driver;
        this.report = report;
    }

    /** Creates the constraints, then users, items and interactions. */
    public void write(Dataset dataset) {
        Schema schema = dataset.schema();
        try (Session session = driver.session()) {
            unique(session, schema.userLabel(), schema.userKey());
            unique(session, schema.itemLabel(), schema.itemKey());
            nodes(session, schema.userLabel(), dataset.users());
            nodes(session, schema.itemLabel(), dataset.items());
            String statement = """
                    UNWIND $rows AS row
                    MATCH (user:%s {%s: row.user})
                    MATCH (item:%s {%s: row.item})
                    CREATE (user)-[interaction:%s]->(item)
                    SET interaction = row.properties
                    """.formatted(
                            schema.userLabel(),
                            schema.userKey(),
                            schema.itemLabel(),
                            schema.itemKey(),
                            schema.relationshipType());
            batches(
                    session,
                    statement,
                    ":" + schema.relationshipType(),
                    dataset.interactions(),
                    interaction -> Map.of(
                            "user", interaction.user(),
                            "item", interaction.item(),
                            "properties", interaction.properties()));
        }
    }

    private static void unique(Session session, String label, String key) {
        session.run("CREATE CONSTRAINT IF NOT EXISTS FOR (n:%s) REQUIRE n.%s IS UNIQUE".formatted(label, key))
                .consume();
        session.run("CALL db.awaitIndexes(60)").consume();
    }

    private void nodes(Session session, String label, List<Map<String, Object>> rows) {
        batches(
                session,
                "UNWIND $rows AS row CREATE (n:%s) SET n = row".formatted(label),
                ":" + label,
                rows,
                row -> row);
    }

    private <T> void batches(
            Session session, String statement, String what, List<T> all, Function<T, Map<String, Object>> row) {
        for (int from = 0; from < all.size(); from += BATCH) {
            int to = Math.min(all.size(), from + BATCH);
            var rows = new ArrayList<Map<String, Object>>(to - from);
            for (T element : all.subList(from, to)) {
                rows.add(row.apply(element));
            }
            session.executeWriteWithoutResult(transaction ->
                    transaction.run(statement, Map.of("rows", rows)).consume());
            if (to == all.size() || to % REPORT_EVERY == 0) {
                report.accept("%,d of %,d %s".formatted(to, all.size(), what));
            }
        }
    }
}
