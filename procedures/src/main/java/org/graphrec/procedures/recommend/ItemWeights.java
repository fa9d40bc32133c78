// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Arrays;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.cypher.CypherProblem;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Identifier;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.QueryExecutionException;

/** What the key {@code itemWeight} says of each item: evaluated as the calling user, in the calling transaction. */
final class ItemWeights {
    /** The largest weight; a larger one would leave no digits for the scores of others. */
    private static final double LARGEST = 1e6;

    private ItemWeights() {}

    /**
     * The weight of each row; null where the call gives none.
     *
     * @throws IllegalArgumentException where it is no expression, or gives an item no weight that can be used
     */
    static float[] read(RankingCall call, LiveItems items) {
        String text = call.options().ranking().rules().itemWeight();
        if (text == null) {
            return null;
        }
        String label = call.model().graph().targetLabel();
        String query = "MATCH (item" + (label == null ? "" : ":" + Identifier.quoted(label)) + ") RETURN item, (\n"
                + expression(text).text() + "\n) AS __weight";
        Map<String, Object> parameters = call.options().choice().whereParameters();
        float[] weights = new float[items.size()];
        Arrays.fill(weights, 1);
        try (var result = call.transaction().execute(query, parameters)) {
            while (result.hasNext()) {
                Map<String, Object> row = result.next();
                Node item = (Node) row.get("item");
                int place = items.rowById(item);
                if (place >= 0 && row.get("__weight") != null) {
                    weights[place] = weight(text, item, row.get("__weight"));
                }
            }
        } catch (QueryExecutionException | Neo4jException wrong) {
            throw refused(
                    text,
                    wrong.getMessage() == null
                            ? ""
                            : wrong.getMessage().lines().findFirst().orElse(""));
        }
        return weights;
    }

    private static float weight(String text, Node item, Object value) {
        if (value instanceof Number number && number.doubleValue() >= 1 / LARGEST && number.doubleValue() <= LARGEST) {
            return number.floatValue();
        }
        throw refused(
                text,
                "of node " + item.getElementId() + " it is `" + Config.shown(value)
                        + "`. To leave an item out, use `blocked` or `where`.");
    }

    private static Expression expression(String text) {
        try {
            return Expression.parse(text, true);
        } catch (CypherProblem wrong) {
            throw refused(text, "it " + wrong.problem() + ".");
        }
    }

    /** Without a cause: Neo4j tells the caller the message of the first one alone. */
    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException(
                "The value of `itemWeight` must be a Cypher expression over `item` that is a number from 0.000001 to 1000000,"
                        + " or null for 1, such as `item.margin`, but was `" + Config.shown(text) + "`: " + why);
    }
}
