package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Transaction;

/** Paths of the live graph that show why one item speaks for another. */
final class EvidencePath {
    private static final String WHERE = "WHERE elementId(s) = $source AND elementId(i) = $item";
    private static final String RETURN = " RETURN p LIMIT 1";

    private final Transaction transaction;
    private final String types;

    /** Paths along these relationship types; along all when there are none. */
    EvidencePath(Transaction transaction, List<String> relationshipTypes) {
        this.transaction = transaction;
        this.types = relationshipTypes.stream()
                .map(type -> "`" + type.replace("`", "``") + "`")
                .collect(Collectors.joining("|", relationshipTypes.isEmpty() ? "" : ":", ""));
    }

    /** From the user over an item of the history and somebody who has both to the item; shorter, or null, where there is none. */
    Path of(Node user, Node source, Node item) {
        Map<String, Object> ends = Map.of(
                "source", source.getElementId(),
                "item", item.getElementId(),
                "user", user == null ? "" : user.getElementId());
        Path together = user == null
                ? first("MATCH p = (s)-[" + types + "]-(other)-[" + types + "]-(i) " + WHERE + RETURN, ends)
                : first(
                        "MATCH p = (u)-[" + types + "]-(s)-[" + types + "]-(other)-[" + types + "]-(i) " + WHERE
                                + " AND elementId(u) = $user" + RETURN,
                        ends);
        if (together != null || user == null) {
            return together;
        }
        // nobody has both, so the likeness is of texts alone
        return first(
                "MATCH p = (u)-[" + types + "]-(s) WHERE elementId(u) = $user AND elementId(s) = $source" + RETURN,
                ends);
    }

    private Path first(String query, Map<String, Object> parameters) {
        try (var result = transaction.execute(query, parameters)) {
            return result.hasNext() ? (Path) result.next().get("p") : null;
        }
    }
}
