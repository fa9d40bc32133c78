package org.graphrec.procedures.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.StreamSupport;
import org.graphrec.training.graph.History;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;

/**
 * Reads what a user did from the database, as the calling transaction sees it.
 *
 * @param relationshipTypes the types that count; empty: all
 * @param weightProperty null: every interaction weighs 1
 * @param timeProperty null: the order is by item
 * @param bothWays whether a relationship counts whichever way it was drawn, not only from the user
 */
public record LiveHistory(List<String> relationshipTypes, String weightProperty, String timeProperty, boolean bothWays)
        implements InteractionProbe {

    public LiveHistory {
        relationshipTypes = List.copyOf(relationshipTypes);
    }

    /**
     * The user's items that the model knows, oldest first; of a repeated pair the last one counts.
     *
     * @param items the row of an item, negative for what is none
     */
    public History of(Node user, ToIntFunction<Node> items) {
        return read(user, items, 1);
    }

    /** As {@link #of}, for weights that are ratings: an interaction without one is left out. */
    public History ratings(Node user, ToIntFunction<Node> items) {
        return read(user, items, Double.NaN);
    }

    private History read(Node user, ToIntFunction<Node> items, double withoutWeight) {
        List<Entry> entries = new ArrayList<>();
        for (Relationship relationship : relationships(user)) {
            int row = items.applyAsInt(relationship.getOtherNode(user));
            double weight = number(relationship, weightProperty, withoutWeight);
            // written so that NaN is left out as well
            if (row >= 0 && weight > 0 && weight < Float.MAX_VALUE) {
                entries.add(new Entry(row, weight, number(relationship, timeProperty, 0)));
            }
        }
        entries.sort(Comparator.comparingDouble(Entry::time).thenComparingInt(Entry::row));
        Map<Integer, Entry> last = new LinkedHashMap<>();
        for (Entry entry : entries) {
            last.remove(entry.row());
            last.put(entry.row(), entry);
        }
        int[] rows = new int[last.size()];
        float[] weights = weightProperty == null ? null : new float[rows.length];
        int i = 0;
        for (Entry entry : last.values()) {
            rows[i] = entry.row();
            if (weights != null) {
                weights[i] = (float) entry.weight();
            }
            i++;
        }
        return new History(rows, weights);
    }

    @Override
    public Iterable<Node> itemsOf(Node user) {
        return others(user, Direction.OUTGOING);
    }

    @Override
    public Iterable<Node> usersOf(Node item) {
        return others(item, Direction.INCOMING);
    }

    private Iterable<Node> others(Node node, Direction oneWay) {
        Iterable<Relationship> relationships = relationships(node, bothWays ? Direction.BOTH : oneWay);
        return () -> StreamSupport.stream(relationships.spliterator(), false)
                .map(relationship -> relationship.getOtherNode(node))
                .iterator();
    }

    private Iterable<Relationship> relationships(Node user) {
        return relationships(user, bothWays ? Direction.BOTH : Direction.OUTGOING);
    }

    private Iterable<Relationship> relationships(Node node, Direction direction) {
        RelationshipType[] types =
                relationshipTypes.stream().map(RelationshipType::withName).toArray(RelationshipType[]::new);
        return types.length == 0 ? node.getRelationships(direction) : node.getRelationships(direction, types);
    }

    private static double number(Relationship relationship, String property, double fallback) {
        return property != null && relationship.getProperty(property, null) instanceof Number value
                ? value.doubleValue()
                : fallback;
    }

    private record Entry(int row, double weight, double time) {}
}
