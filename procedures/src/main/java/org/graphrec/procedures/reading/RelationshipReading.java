// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.graphrec.procedures.cypher.Identifier;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.graph.Aggregate;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/**
 * Interactions that are relationships, read as GDS projects them.
 *
 * @param name the projection's name for the type
 * @param types the graph's, one of which a relationship has; empty: any
 * @param direction as seen from the user
 * @param properties that are read
 * @param merges how GDS puts parallel relationships together, for each property; empty where it keeps all. Where it merges and
 *     there are no properties, it holds one entry
 * @param weight the place of the weight among the properties, or -1
 * @param time likewise
 * @param aggregate what several of one pair come to
 * @param conditions filters of the projection, which hold of what the properties come to
 */
public record RelationshipReading(
        String name,
        List<String> types,
        Direction direction,
        List<PropertyReading> properties,
        List<ParallelMerge> merges,
        int weight,
        int time,
        Aggregate aggregate,
        List<Condition> conditions)
        implements InteractionReading {
    /** The name of a type that stands for all. */
    private static final String ANY = "*";

    public RelationshipReading {
        types = List.copyOf(types);
        properties = List.copyOf(properties);
        merges = List.copyOf(merges);
        conditions = List.copyOf(conditions);
    }

    /** The same seen from the other end. */
    public RelationshipReading reversed() {
        return new RelationshipReading(
                name, types, direction.reverse(), properties, merges, weight, time, aggregate, conditions);
    }

    /** The same seen from both ends. */
    public RelationshipReading bothWays() {
        return new RelationshipReading(
                name, types, Direction.BOTH, properties, merges, weight, time, aggregate, conditions);
    }

    /** Relationships of a type with its own properties. */
    public static RelationshipReading plain(String type, Direction direction, String weight, String time) {
        List<PropertyReading> properties = new ArrayList<>();
        int weightAt = weight == null ? -1 : properties.size();
        if (weight != null) {
            properties.add(PropertyReading.plain(weight));
        }
        int timeAt = time == null ? -1 : properties.size();
        if (time != null) {
            properties.add(PropertyReading.plain(time));
        }
        return new RelationshipReading(
                type == null ? ANY : type,
                type == null ? List.of() : List.of(type),
                direction,
                properties,
                List.of(),
                weightAt,
                timeAt,
                Aggregate.LAST,
                List.of());
    }

    @Override
    public RelationshipReading with(List<Condition> filters) {
        return new RelationshipReading(name, types, direction, properties, merges, weight, time, aggregate, filters);
    }

    @Override
    public boolean amount() {
        boolean merged = weight >= 0
                && !merges.isEmpty()
                && (merges.get(weight) == ParallelMerge.SUM || merges.get(weight) == ParallelMerge.COUNT);
        return merged || InteractionReading.super.amount();
    }

    @Override
    public boolean weighted() {
        return weight >= 0;
    }

    @Override
    public int hops() {
        return 1;
    }

    @Override
    public String match(String path) {
        String type =
                types.stream().map(Identifier::quoted).collect(Collectors.joining("|", types.isEmpty() ? "" : ":", ""));
        String unwritten = types.isEmpty() ? "__w WHERE __w." + WrittenTypes.MODEL + " IS NULL" : type;
        return path + " = (user)" + (direction == Direction.INCOMING ? "<-[" : "-[") + unwritten
                + (direction == Direction.OUTGOING ? "]->" : "]-") + "(item)";
    }

    @Override
    public boolean fromUser() {
        return true;
    }

    @Override
    public Stream<Node> others(Transaction transaction, Node node, boolean user) {
        return StreamSupport.stream(
                        relationships(node, user ? direction : direction.reverse())
                                .spliterator(),
                        false)
                .map(relationship -> relationship.getOtherNode(node));
    }

    @Override
    public List<List<Node>> usersOf(Transaction transaction, List<Node> items, NodeReading users, int most) {
        List<NavigableMap<Long, Node>> found = new ArrayList<>();
        Set<Node> met = new HashSet<>();
        for (Node item : items) {
            NavigableMap<Long, Node> ofItem = new TreeMap<>();
            others(transaction, item, false)
                    .limit(users.plain() && !types.isEmpty() ? most : Long.MAX_VALUE)
                    .filter(users::labelled)
                    .forEach(user -> ofItem.put(NodeIds.id(user), user));
            found.add(ofItem);
            met.addAll(ofItem.values());
        }
        Set<Node> allowed = users.plain() ? met : new HashSet<>(users.of(transaction, met));
        return found.stream()
                .map(ofItem ->
                        ofItem.values().stream().filter(allowed::contains).toList())
                .toList();
    }

    @Override
    public int degree(Node node, boolean user) {
        Direction way = user ? direction : direction.reverse();
        // of any type there are those that the plugin wrote, which are none
        return types.isEmpty()
                ? -1
                : types.stream()
                        .mapToInt(type -> node.getDegree(RelationshipType.withName(type), way))
                        .sum();
    }

    @Override
    public List<Node> between(Transaction transaction, Node user, Node item) {
        return List.of();
    }

    @Override
    public void read(Transaction transaction, List<Node> users, Sink sink) {
        for (int user = 0; user < users.size(); user++) {
            if (merges.isEmpty() && conditions.isEmpty()) {
                each(user, users.get(user), sink);
            } else {
                merged(user, users.get(user), sink);
            }
        }
    }

    /** What the plugin wrote is nobody's history unless its type is named. */
    private Iterable<Relationship> relationships(Node node, Direction way) {
        return types.isEmpty()
                ? () -> StreamSupport.stream(node.getRelationships(way).spliterator(), false)
                        .filter(relationship -> !WrittenTypes.has(relationship))
                        .iterator()
                : node.getRelationships(
                        way, types.stream().map(RelationshipType::withName).toArray(RelationshipType[]::new));
    }

    private void each(int user, Node node, Sink sink) {
        for (Relationship relationship : relationships(node, direction)) {
            Node item = relationship.getOtherNode(node);
            sink.event(
                    user,
                    item,
                    weight < 0 ? 1 : weight(relationship, user, item, sink),
                    time < 0 ? Double.NaN : Values.time(properties.get(time).value(relationship)),
                    true);
        }
    }

    private double weight(Relationship relationship, int user, Node item, Sink sink) {
        Object value = properties.get(weight).value(relationship);
        reportIfBad(value, relationship, user, item, sink);
        return Values.weight(value);
    }

    private void reportIfBad(Object value, Relationship relationship, int user, Node item, Sink sink) {
        PropertyReading property = properties.get(weight);
        // GDS's own word for a missing value is NaN
        if (Values.badWeight(value) && relationship.hasProperty(property.property())) {
            sink.unreadable(
                    user,
                    item,
                    "the property `" + property.property() + "` of relationship " + relationship.getElementId(),
                    value);
        }
    }

    private void merged(int user, Node node, Sink sink) {
        List<Edge> edges = new ArrayList<>();
        // in the order in which GDS comes by them
        List<Relationship> sorted = new ArrayList<>();
        relationships(node, direction).forEach(sorted::add);
        sorted.sort(Comparator.comparingLong(relationship -> NodeIds.id(relationship)));
        boolean undirected = direction == Direction.BOTH;
        for (Relationship relationship : sorted) {
            if (!undirected || relationship.getStartNode().equals(node)) {
                edges.add(edge(relationship, node, user, sink));
            }
        }
        for (Relationship relationship : sorted) {
            // one from a node to itself goes both ways
            if (undirected && relationship.getEndNode().equals(node)) {
                edges.add(edge(relationship, node, user, sink));
            }
        }
        for (Edge edge : merges.isEmpty() ? edges : merge(edges)) {
            if (conditions.stream().allMatch(condition -> condition.holds(name::equals, edge::number))) {
                sink.event(
                        user,
                        edge.item,
                        weight < 0 ? 1 : edge.values[weight],
                        time < 0 ? Double.NaN : edge.values[time],
                        true);
            }
        }
    }

    private Edge edge(Relationship relationship, Node node, int user, Sink sink) {
        Node item = relationship.getOtherNode(node);
        double[] values = new double[properties.size()];
        for (int p = 0; p < values.length; p++) {
            Object value = properties.get(p).value(relationship);
            values[p] = brought(p, relationship, p == time ? Values.time(value) : Values.weight(value));
            if (p == weight) {
                reportIfBad(value, relationship, user, item, sink);
            }
        }
        return new Edge(item, values);
    }

    private double brought(int p, Relationship relationship, double value) {
        if (merges.isEmpty()) {
            return value;
        }
        PropertyReading property = properties.get(p);
        return property.counted() || relationship.hasProperty(property.property())
                ? merges.get(p).present(value)
                : merges.get(p).missing(value);
    }

    private List<Edge> merge(List<Edge> edges) {
        Map<Node, Edge> byItem = new LinkedHashMap<>();
        for (Edge edge : edges) {
            Edge before = byItem.get(edge.item);
            double[] values = new double[edge.values.length];
            for (int p = 0; p < values.length; p++) {
                values[p] = before == null ? edge.values[p] : merges.get(p).merge(before.values[p], edge.values[p]);
            }
            byItem.put(edge.item, new Edge(edge.item, values));
        }
        return List.copyOf(byItem.values());
    }

    private final class Edge {
        private final Node item;
        private final double[] values;

        private Edge(Node item, double[] values) {
            this.item = item;
            this.values = values;
        }

        private Number number(String property) {
            for (int p = 0; p < values.length; p++) {
                if (properties.get(p).name().equals(property)) {
                    return values[p];
                }
            }
            return null;
        }
    }
}
