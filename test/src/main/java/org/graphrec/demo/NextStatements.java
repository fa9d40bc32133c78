package org.graphrec.demo;

import java.util.List;
import org.graphrec.data.Schema;

/** Statements that a reader can paste into the Browser after the demo; they run as they are. */
final class NextStatements {
    private NextStatements() {}

    static List<String> of(Showcase showcase) {
        Schema schema = showcase.schema();
        String user = "MATCH (u:%s {%s: %s})"
                .formatted(
                        schema.userLabel(),
                        schema.userKey(),
                        literal(showcase.users(1).get(0)));
        return List.of(
                user + "-[r:%s]->(i) RETURN u, r, i".formatted(schema.relationshipType()),
                user
                        + "\nCALL rec.recommend.stream('demo', u, {k: 10}) YIELD item, score, rank\n"
                        + "RETURN rank, item.%s AS %s, score ORDER BY rank"
                                .formatted(schema.itemName(), showcase.item()),
                user
                        + "\nCALL rec.recommend.stream('demo', u, {k: 10, query: '%s'}) YIELD item, score, rank\n"
                                .formatted(showcase.query())
                        + "RETURN rank, item.%s AS %s, score ORDER BY rank"
                                .formatted(schema.itemName(), showcase.item()),
                "CALL rec.model.list() YIELD modelName, modelInfo RETURN modelName, modelInfo");
    }

    private static String literal(Object key) {
        return key instanceof Number
                ? key.toString()
                : "'" + key.toString().replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
