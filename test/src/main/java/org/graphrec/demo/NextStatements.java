// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.util.List;
import org.graphrec.data.Schema;

/** Statements that a reader can paste into the Browser after the demo; they run as they are. */
final class NextStatements {
    private NextStatements() {}

    static List<String> of(Showcase showcase) {
        Schema schema = showcase.schema();
        String key = literal(showcase.users(1).get(0));
        String result =
                "RETURN rank, item.%s AS %s, score, regime ORDER BY rank".formatted(schema.itemName(), showcase.item());
        return List.of(
                "MATCH (u:%s {%s: %s})-[r:%s]->(i) RETURN u, r, i"
                        .formatted(schema.userLabel(), schema.userKey(), key, schema.relationshipType()),
                showcase.matchUser(key)
                        + "CALL rec.recommend.stream('demo', u, {k: 10" + showcase.exclusion() + "}) "
                        + "YIELD item, score, rank, regime\n" + result,
                showcase.matchUser(key)
                        + "CALL rec.recommend.stream('demo', u, {k: 10, query: '%s'%s})\n"
                                .formatted(showcase.query(), showcase.exclusion())
                        + "YIELD item, score, rank, regime\n" + result,
                "CALL rec.model.list() YIELD modelName, modelInfo RETURN modelName, modelInfo");
    }

    private static String literal(Object key) {
        return key instanceof Number
                ? key.toString()
                : "'" + key.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
