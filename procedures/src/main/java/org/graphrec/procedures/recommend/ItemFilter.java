// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.cypher.CypherProblem;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Identifier;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.QueryExecutionException;

/**
 * The items a call may choose from: `candidates` and `where`, both when both are given. The predicate is run as the calling
 * user, in the calling transaction, before anything is scored: so k items come back when k satisfy it.
 */
final class ItemFilter {
    private final RankingCall call;
    private final LiveItems items;

    ItemFilter(RankingCall call, LiveItems items) {
        this.call = call;
        this.items = items;
    }

    /** Rows of the eligible items, or null where all are. */
    int[] rows(RecommendOptions.Choice choice) {
        int[] rows = choice.candidates() == null ? null : rows(choice.candidates());
        if (choice.where() == null) {
            return rows;
        }
        IntStream satisfying = matching(choice.where(), choice.whereParameters());
        if (rows == null) {
            return satisfying.toArray();
        }
        boolean[] candidate = new boolean[items.size()];
        for (int row : rows) {
            candidate[row] = true;
        }
        return satisfying.filter(row -> candidate[row]).toArray();
    }

    private int[] rows(List<Node> nodes) {
        int[] rows = new int[nodes.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = items.requireRow("candidates", nodes.get(i));
        }
        return IntStream.of(rows).distinct().toArray();
    }

    private IntStream matching(String where, Map<String, Object> parameters) {
        String label = call.model().graph().targetLabel();
        String query = "MATCH (item" + (label == null ? "" : ":" + Identifier.quoted(label)) + ") WHERE ("
                + predicate(where).text() + ") RETURN item";
        List<Integer> rows = new ArrayList<>();
        try (var result = call.transaction().execute(query, parameters)) {
            result.<Node>columnAs("item").forEachRemaining(node -> {
                // whether it is the node of training is asked of those alone that will be recommended
                int row = items.rowById(node);
                if (row >= 0) {
                    rows.add(row);
                }
            });
        } catch (QueryExecutionException | Neo4jException wrong) {
            throw refused(where, firstLine(wrong.getMessage()));
        }
        return rows.stream().mapToInt(Integer::intValue).distinct();
    }

    private static Expression predicate(String where) {
        try {
            return Expression.parse(where, true);
        } catch (CypherProblem wrong) {
            throw refused(where, "it " + wrong.problem() + ".");
        }
    }

    /** Without a cause: Neo4j tells the caller the message of the first one alone. */
    private static IllegalArgumentException refused(String where, String why) {
        return new IllegalArgumentException(
                "The value of `where` must be a Cypher predicate over `item`, such as `item.year > 1990`, but was `"
                        + Config.shown(where) + "`: " + why);
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }
}
