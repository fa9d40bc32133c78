// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * Relationships with scores in the graph: those of some users are replaced in one transaction.
 *
 * @param type of the relationships
 * @param property of the score
 */
record RecommendationSink(Server server, String type, String property) implements Serializable {

    /**
     * Deletes what the users had and writes the rows.
     *
     * @param rows user, item, score, rank
     * @return how many were written, and how many deleted
     */
    long[] replace(List<Long> users, List<List<Object>> rows) {
        String relationship = "`" + type.replace("`", "``") + "`";
        String score = "`" + property.replace("`", "``") + "`";
        return server.ask(session -> session.executeWrite(transaction -> {
            long deleted = transaction
                    .run(
                            "UNWIND $users AS id MATCH (user)-[old:" + relationship
                                    + "]->() WHERE id(user) = id DELETE old",
                            Map.of("users", users))
                    .consume()
                    .counters()
                    .relationshipsDeleted();
            long written = transaction
                    .run(
                            "UNWIND $rows AS row MATCH (user) WHERE id(user) = row[0] MATCH (item) WHERE id(item) ="
                                    + " row[1] CREATE (user)-[:" + relationship + " {" + score
                                    + ": row[2], rank: row[3]}]->(item)",
                            Map.of("rows", rows))
                    .consume()
                    .counters()
                    .relationshipsCreated();
            return new long[] {written, deleted};
        }));
    }
}
