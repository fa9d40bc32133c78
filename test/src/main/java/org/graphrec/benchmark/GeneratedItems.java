// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.Map;
import org.neo4j.driver.Session;

/**
 * Items in a thousand clumps, as texts are, with a vector {@code embedding} of 64 dimensions each, and users who each have twenty
 * of one clump by {@code HAS}; users of one clump share some of them. Fewer than 20,000 items are too few for twenty different.
 */
final class GeneratedItems {
    static final int CLUMPS = 1_000;
    static final int DIMENSION = 64;

    private GeneratedItems() {}

    /** Into an empty database; ids count from 0 on either side. */
    static void load(Session session, long items, long users) {
        run(session, "CREATE CONSTRAINT FOR (u:User) REQUIRE u.id IS UNIQUE", Map.of());
        run(session, "CREATE CONSTRAINT FOR (i:Item) REQUIRE i.id IS UNIQUE", Map.of());
        run(
                session,
                "UNWIND range(0, $items - 1) AS i CALL (i) { WITH i, i % $clumps + 1 AS c CREATE (n:Item {id: i}) "
                        + "SET n.embedding = [d IN range(1, $dimension) | "
                        + "sin(c * d * 0.7 + c) + 0.7 * sin(i * d * 1.3 + i + 1)] } IN TRANSACTIONS OF 20000 ROWS",
                Map.of("items", items, "clumps", CLUMPS, "dimension", DIMENSION));
        run(
                session,
                "UNWIND range(0, $users - 1) AS u CALL (u) { CREATE (user:User {id: u}) WITH user, u "
                        + "UNWIND range(0, 19) AS h WITH user, u, h * 31 + u + u / $clumps * 17 AS place "
                        + "MATCH (i:Item {id: (u * 7) % $clumps + $clumps * (place % ($items / $clumps))}) "
                        + "WITH DISTINCT user, i CREATE (user)-[:HAS]->(i) } IN TRANSACTIONS OF 1000 ROWS",
                Map.of("items", items, "users", users, "clumps", CLUMPS));
    }

    private static void run(Session session, String statement, Map<String, Object> parameters) {
        session.run(statement, parameters).consume();
    }
}
