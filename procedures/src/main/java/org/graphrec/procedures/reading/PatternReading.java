// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.cypher.Pattern;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.graph.Aggregate;
import org.neo4j.exceptions.Neo4jException;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.QueryExecutionException;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.exceptions.Status;

/**
 * Interactions that a pattern of the graph says, such as orders and what is in them.
 *
 * @param name the projection's relationship type
 * @param pattern from {@code user} to {@code item}
 * @param where what must hold as well, or null
 * @param time when it happened, or null
 * @param weight how strong it was, or null for 1
 * @param like whether it is a like, or null for the weight to tell
 * @param aggregate what several of one pair come to
 * @param conditions filters of a filtered projection, which hold of {@code weight}, {@code time} and {@code like}
 */
public record PatternReading(
        String name,
        Pattern pattern,
        Expression where,
        Expression time,
        Expression weight,
        Expression like,
        Aggregate aggregate,
        List<Condition> conditions)
        implements InteractionReading {
    /** The projection's names for what an interaction has. */
    public static final String WEIGHT = "weight";

    public static final String TIME = "time";
    public static final String LIKE = "like";

    public PatternReading {
        conditions = List.copyOf(conditions);
    }

    @Override
    public PatternReading with(List<Condition> filters) {
        return new PatternReading(name, pattern, where, time, weight, like, aggregate, filters);
    }

    @Override
    public List<String> types() {
        return pattern.types();
    }

    @Override
    public boolean weighted() {
        return weight != null;
    }

    @Override
    public int hops() {
        return pattern.hops();
    }

    @Override
    public Stream<Node> others(Transaction transaction, Node node, boolean user) {
        String known = user ? "user" : "item";
        String query = "WITH $__node AS " + known + " MATCH " + match("__p") + " RETURN " + (user ? "item" : "user")
                + " AS __n";
        var result = transaction.execute(query, Map.of("__node", node));
        return result.<Node>columnAs("__n").stream().onClose(result::close);
    }

    /** Users are asked for once each, since whether one is read does not depend on the item. */
    @Override
    public List<List<Node>> usersOf(Transaction transaction, List<Node> items, NodeReading users, int most) {
        String query = "UNWIND range(0, size($__items) - 1) AS __i WITH __i, $__items[__i] AS item MATCH "
                + match("__p") + " RETURN __i, collect(DISTINCT user) AS __users";
        List<NavigableMap<Long, Node>> found = new ArrayList<>();
        items.forEach(item -> found.add(new TreeMap<>()));
        Map<Long, Node> met = new TreeMap<>();
        try (var result = transaction.execute(query, Map.of("__items", items))) {
            while (result.hasNext()) {
                Map<String, Object> row = result.next();
                NavigableMap<Long, Node> ofItem = found.get(((Long) row.get("__i")).intValue());
                for (Object user : (List<?>) row.get("__users")) {
                    Node node = (Node) user;
                    ofItem.put(NodeIds.id(node), node);
                }
                met.putAll(ofItem);
            }
            users.of(transaction, List.copyOf(met.values())).forEach(user -> met.remove(NodeIds.id(user)));
        } catch (QueryExecutionException | Neo4jException wrong) {
            throw unreadable(wrong);
        }
        // what is left of those who were met are no users
        found.forEach(ofItem -> ofItem.keySet().removeAll(met.keySet()));
        return found.stream().map(ofItem -> List.copyOf(ofItem.values())).toList();
    }

    /** Of one relationship of a user, as many as there are, of which {@code where} may leave out some. */
    @Override
    public int degree(Node node, boolean user) {
        Pattern.Plain plain = user ? pattern.plain().orElse(null) : null;
        if (plain == null || plain.types().isEmpty()) {
            return -1;
        }
        Direction way = switch (plain.direction()) {
            case OUT -> Direction.OUTGOING;
            case IN -> Direction.INCOMING;
            case BOTH -> Direction.BOTH;
        };
        return plain.types().stream()
                .mapToInt(type -> node.getDegree(RelationshipType.withName(type), way))
                .sum();
    }

    @Override
    public List<Node> between(Transaction transaction, Node user, Node item) {
        String query = "WITH $__user AS user, $__item AS item MATCH " + match("__p")
                + " UNWIND nodes(__p)[1..-1] AS __n RETURN DISTINCT __n";
        try (var result = transaction.execute(query, Map.of("__user", user, "__item", item))) {
            return result.<Node>columnAs("__n").stream().toList();
        }
    }

    @Override
    public void read(Transaction transaction, List<Node> users, Sink sink) {
        // a column that says nothing would cost as much as one that does
        String query = "UNWIND range(0, size($__users) - 1) AS __u WITH __u, $__users[__u] AS user MATCH "
                + match("__p")
                + " RETURN __u, item AS __item" + column(weight, "__weight") + column(time, "__time")
                + (like == null ? "" : ", coalesce((\n" + like.text() + "\n), false) AS __like");
        try (var result = transaction.execute(query, Map.of("__users", users))) {
            while (result.hasNext()) {
                event(result.next(), sink);
            }
        } catch (QueryExecutionException | Neo4jException wrong) {
            throw unreadable(wrong);
        }
    }

    /** What to say of an expression that fails on a value; a transaction that was terminated says so itself. */
    private RuntimeException unreadable(RuntimeException wrong) {
        if (Status.statusCodeOf(wrong) == Status.Transaction.Terminated) {
            return wrong;
        }
        String message = wrong.getMessage() == null
                ? ""
                : wrong.getMessage().lines().findFirst().orElse("");
        // without its cause, or Neo4j would show that alone
        return new UnreadableInteractionException(
                "The interaction `" + name + "`, `" + pattern.text() + "`, could not be read: " + message);
    }

    private void event(Map<String, Object> row, Sink sink) {
        int user = ((Long) row.get("__u")).intValue();
        Node item = (Node) row.get("__item");
        Object raw = row.get("__weight");
        double strength = weight == null ? 1 : Values.weight(raw);
        double moment = Values.time(row.get("__time"));
        boolean liked = like == null || Boolean.TRUE.equals(row.get("__like"));
        if (conditions.stream()
                .allMatch(condition ->
                        condition.holds(name::equals, property -> number(property, strength, moment, liked)))) {
            if (Values.badWeight(raw)) {
                sink.unreadable(user, item, "`" + weight.text() + "` of the interaction `" + name + "`", raw);
            }
            sink.event(user, item, strength, moment, liked);
        }
    }

    private static Number number(String property, double weight, double time, boolean liked) {
        return switch (property) {
            case WEIGHT -> weight;
            case TIME -> time;
            case LIKE -> liked ? 1.0 : 0.0;
            default -> null;
        };
    }

    @Override
    public String match(String path) {
        String unwritten = pattern.lacking(path, WrittenTypes.MODEL);
        String condition = where == null ? "" : "(\n" + where.text() + "\n)";
        if (unwritten != null) {
            condition += (condition.isEmpty() ? "" : " AND ") + unwritten;
        }
        return pattern.named(path) + (condition.isEmpty() ? "" : " WHERE " + condition);
    }

    @Override
    public boolean fromUser() {
        return pattern.fromUser();
    }

    private static String column(Expression expression, String name) {
        return expression == null ? "" : ", (\n" + expression.text() + "\n) AS " + name;
    }
}
