// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrec.procedures.cypher.Identifier;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.training.graph.Relation;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Paths of the live graph that show why one item speaks for another; they go through all nodes in between. */
final class EvidencePath {
    private static final String WHERE = "WHERE elementId(s) = $source AND elementId(i) = $item";
    private static final String RETURN = " RETURN p LIMIT 1";

    private final Transaction transaction;
    private final List<InteractionReading> interactions;
    private final ContextReading context;
    private final boolean direct;
    private final String consent; // a condition on `user`, or "true"
    private final String readable; // one on what two items have in common: if it is a user, then one who agrees
    private final String types;

    /** Paths along the interactions of a reading; of one that reads none, along any relationship. */
    EvidencePath(Transaction transaction, GraphReading reading) {
        this.transaction = transaction;
        this.interactions = reading.interactions();
        this.context = reading.context();
        this.direct = interactions.stream().allMatch(one -> one.hops() == 1);
        this.consent =
                reading.consent() == null ? "true" : "(\n" + reading.consent().text() + "\n)";
        this.readable = reading.consent() == null
                ? "true"
                : "all(user IN [item] WHERE NOT " + labels(reading.users().labels()) + " OR " + consent + ")";
        this.types = reading.types().stream()
                .map(Identifier::quoted)
                .collect(Collectors.joining("|", reading.types().isEmpty() ? "" : ":", ""));
    }

    /**
     * From the user over an item of the history and somebody who has both to the item; where there is nobody, over an attribute that
     * both items have; shorter, or null, where there is no such way.
     */
    Path find(Node user, Node source, Node item) {
        Path path = direct ? along(user, source, item) : overOthers(user, source, item);
        return path != null && path.endNode().equals(item)
                ? path
                : IntStream.range(0, context.relations().size())
                        .filter(relation -> context.relations().get(relation).ends() == Relation.Ends.ITEM_NODE)
                        .mapToObj(relation -> through(relation, user, source, item))
                        .filter(other -> other != null && other.endNode().equals(item))
                        .findFirst()
                        .orElse(path);
    }

    /**
     * From the user through a relation of the context to the item; shorter, or null, where there is no such way.
     *
     * @param source an item of the history, or what the user's own edge leads to
     */
    Path through(int relation, Node user, Node source, Node item) {
        RelationReading reading = context.relations().get(relation);
        List<Relationship> path = switch (reading.ends()) {
            case ITEM_ITEM -> joined(own(user, source), edge(reading, source, item));
            case ITEM_NODE -> joined(own(user, source), shared(reading, source, item));
            case ITEM_USER -> joined(own(user, source), own(source, item));
            case USER_USER -> joined(edge(reading, user, source), own(source, item));
            case USER_ITEM ->
                source.equals(item)
                        ? edge(reading, user, item)
                        : joined(edge(reading, user, source), bought(reading, user, source, item));
            case USER_NODE -> joined(edge(reading, user, source), bought(reading, user, source, item));
        };
        return path.isEmpty() ? null : path(user == null ? source : user, path);
    }

    /** Along one edge of a relation, whichever way it leads. */
    private List<Relationship> edge(RelationReading reading, Node from, Node to) {
        if (from == null || reading.edges() == null) {
            return List.of();
        }
        List<Relationship> there = fromUser(reading.edges(), edges(reading, from, to));
        if (!there.isEmpty()) {
            return there;
        }
        List<Relationship> back = new ArrayList<>(fromUser(reading.edges(), edges(reading, to, from)));
        Collections.reverse(back);
        return back;
    }

    private List<Relationship> edges(RelationReading reading, Node from, Node to) {
        return relationships(
                "WITH $__user AS user, $__item AS item MATCH " + reading.edges().match("__p")
                        + " RETURN relationships(__p) AS __r LIMIT 1",
                Map.of("__user", from, "__item", to),
                "__r");
    }

    /** From one item over what both have to the other; the first of several by its id, so that the plan of the query does not tell. */
    private List<Relationship> shared(RelationReading reading, Node one, Node other) {
        if (reading.edges() == null) {
            return List.of();
        }
        String query = "WITH $__one AS user MATCH " + reading.edges().match("__p")
                + " WITH item, relationships(__p) AS __r WHERE " + readable
                + " WITH item, __r, $__other AS user MATCH " + reading.edges().match("__q")
                + " RETURN __r, relationships(__q) AS __s ORDER BY elementId(item) LIMIT 1";
        try (var result = transaction.execute(query, Map.of("__one", one, "__other", other))) {
            if (!result.hasNext()) {
                return List.of();
            }
            Map<String, Object> row = result.next();
            List<Relationship> back = new ArrayList<>(fromUser(reading.edges(), list(row.get("__s"))));
            Collections.reverse(back);
            List<Relationship> path = new ArrayList<>(fromUser(reading.edges(), list(row.get("__r"))));
            path.addAll(back);
            return path;
        }
    }

    /** From a node over somebody else who has an edge to it, to what they have. */
    private List<Relationship> bought(RelationReading reading, Node notThem, Node node, Node item) {
        for (InteractionReading interaction : reading.edges() == null ? List.<InteractionReading>of() : interactions) {
            String query = "WITH $__node AS item MATCH " + reading.edges().match("__p")
                    + " WITH user, relationships(__p) AS __r, $__item AS item WHERE ($__not IS NULL OR user <> $__not) AND "
                    + consent + " MATCH "
                    + interaction.match("__q") + " RETURN __r, relationships(__q) AS __s LIMIT 1";
            Map<String, Object> ends = new HashMap<>();
            ends.put("__node", node);
            ends.put("__item", item);
            ends.put("__not", notThem);
            try (var result = transaction.execute(query, ends)) {
                if (result.hasNext()) {
                    Map<String, Object> row = result.next();
                    List<Relationship> path = new ArrayList<>(fromUser(reading.edges(), list(row.get("__r"))));
                    Collections.reverse(path);
                    path.addAll(fromUser(interaction, list(row.get("__s"))));
                    return path;
                }
            }
        }
        return List.of();
    }

    private Path along(Node user, Node source, Node item) {
        Map<String, Object> ends = Map.of(
                "source", source.getElementId(),
                "item", item.getElementId(),
                "user", user == null ? "" : user.getElementId());
        Path together = user == null
                ? first(
                        "MATCH p = (s)-[" + types + "]-(user)-[" + types + "]-(i) " + WHERE + " AND " + consent
                                + RETURN,
                        ends)
                : first(
                        "MATCH p = (u)-[" + types + "]-(s)-[" + types + "]-(user)-[" + types + "]-(i) " + WHERE
                                + " AND elementId(u) = $user AND " + consent + RETURN,
                        ends);
        if (together != null || user == null) {
            return together;
        }
        // nobody has both, so the likeness is of texts alone
        return first(
                "MATCH p = (u)-[" + types + "]-(s) WHERE elementId(u) = $user AND elementId(s) = $source" + RETURN,
                ends);
    }

    private Path overOthers(Node user, Node source, Node item) {
        List<Relationship> own = user == null ? List.of() : own(user, source);
        if (user != null && own.isEmpty()) {
            return null;
        }
        Node from = user == null ? source : user;
        List<Relationship> path = new ArrayList<>(own);
        path.addAll(together(from, source, item, own));
        Path whole = path.isEmpty() ? null : path(from, path);
        // what cannot be walked without going over a relationship twice ends at the item of the history
        return whole == null && !own.isEmpty() ? path(from, own) : whole;
    }

    /** From the user to what they have. */
    private List<Relationship> own(Node user, Node item) {
        if (user == null) {
            return List.of();
        }
        for (InteractionReading one : interactions) {
            List<Relationship> found = relationships(
                    "WITH $__user AS user, $__item AS item MATCH " + one.match("__p")
                            + " RETURN relationships(__p) AS __r LIMIT 1",
                    Map.of("__user", user, "__item", item),
                    "__r");
            if (!found.isEmpty()) {
                return fromUser(one, found);
            }
        }
        return List.of();
    }

    /**
     * From one item over somebody else who has both to the other; where they have both by one node, such as an order, over that.
     *
     * @param own relationships that are on the path already
     */
    private List<Relationship> together(Node notThem, Node source, Node item, List<Relationship> own) {
        for (InteractionReading first : interactions) {
            for (InteractionReading second : interactions) {
                String query = "WITH $__source AS item MATCH " + first.match("__p")
                        + " WITH user, relationships(__p) AS __r, $__item AS item WHERE user <> $__not AND " + consent
                        + " AND none(__o IN $__own WHERE __o IN __r) MATCH "
                        + second.match("__q") + " RETURN __r, relationships(__q) AS __s LIMIT 1";
                Map<String, Object> ends = Map.of("__source", source, "__item", item, "__not", notThem, "__own", own);
                try (var result = transaction.execute(query, ends)) {
                    if (result.hasNext()) {
                        Map<String, Object> row = result.next();
                        List<Relationship> back = fromUser(first, list(row.get("__r")));
                        Collections.reverse(back);
                        return joined(back, fromUser(second, list(row.get("__s"))));
                    }
                }
            }
        }
        return List.of();
    }

    private static String labels(List<String> labels) {
        return labels.isEmpty()
                ? "true"
                : labels.stream()
                        .map(label -> "user:" + Identifier.quoted(label))
                        .collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** One way after the other, without what the second only goes back of the first. */
    private static List<Relationship> joined(List<Relationship> there, List<Relationship> on) {
        int shared = 0;
        while (shared < Math.min(there.size(), on.size())
                && there.get(there.size() - 1 - shared).equals(on.get(shared))) {
            shared++;
        }
        List<Relationship> path = new ArrayList<>(there.subList(0, there.size() - shared));
        path.addAll(on.subList(shared, on.size()));
        return path;
    }

    private static List<Relationship> fromUser(InteractionReading one, List<Relationship> found) {
        List<Relationship> path = new ArrayList<>(found);
        if (!one.fromUser()) {
            Collections.reverse(path);
        }
        return path;
    }

    private List<Relationship> relationships(String query, Map<String, Object> parameters, String column) {
        try (var result = transaction.execute(query, parameters)) {
            return result.hasNext() ? list(result.next().get(column)) : List.of();
        }
    }

    private static List<Relationship> list(Object value) {
        return ((List<?>) value).stream().map(Relationship.class::cast).toList();
    }

    /** The one path along some relationships. */
    private Path path(Node from, List<Relationship> relationships) {
        StringBuilder pattern = new StringBuilder("MATCH p = (n0)");
        StringJoiner where = new StringJoiner(" AND ", " WHERE ", "");
        Map<String, Object> parameters = new HashMap<>();
        where.add("elementId(n0) = $from");
        parameters.put("from", from.getElementId());
        for (int i = 0; i < relationships.size(); i++) {
            pattern.append("-[r").append(i).append("]-(n").append(i + 1).append(')');
            where.add("elementId(r" + i + ") = $r" + i);
            parameters.put("r" + i, relationships.get(i).getElementId());
        }
        return first(pattern.append(where).append(RETURN).toString(), parameters);
    }

    private Path first(String query, Map<String, Object> parameters) {
        try (var result = transaction.execute(query, parameters)) {
            return result.hasNext() ? (Path) result.next().get("p") : null;
        }
    }
}
