// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.graphrec.procedures.reading.PatternReading;
import org.graphrec.training.graph.Events;
import org.neo4j.gds.RelationshipType;
import org.neo4j.gds.api.Graph;
import org.neo4j.gds.api.GraphStore;

/**
 * What users did, event by event, as a projection has it. Belongs to one thread, since GDS's cursors do.
 *
 * <p>A relationship type is a kind of event, by its place in the list of types.
 */
final class ProjectedEvents {
    private final List<Kind> kinds = new ArrayList<>();
    private final int[] itemRow;
    private final double[] numbers;
    private int[] targets = new int[64];
    private double[][] columns;

    /**
     * Over some types.
     *
     * @param properties of weight, time and liking, then others to be carried along; null for one that is not read
     * @param itemRow the row of each of GDS's nodes, negative for what is no item
     */
    ProjectedEvents(GraphStore store, List<String> types, List<String> properties, int[] itemRow) {
        this.itemRow = itemRow;
        this.numbers = new double[properties.size() - 3];
        this.columns = new double[properties.size()][targets.length];
        for (String type : types) {
            Graph[] graphs = new Graph[properties.size()];
            for (int p = 0; p < graphs.length; p++) {
                String property = properties.get(p);
                boolean there = property != null && store.hasRelationshipProperty(RelationshipType.of(type), property);
                graphs[p] = there ? graph(store, type, property) : null;
            }
            kinds.add(new Kind(graph(store, type, null), graphs));
        }
    }

    /** The properties of a projection, in the order of {@link #ProjectedEvents}. */
    static List<String> properties(Bipartite.Selection selection, boolean declared, String... others) {
        List<String> properties = new ArrayList<>(Arrays.asList(
                selection.relationshipWeightProperty(),
                selection.relationshipTimeProperty(),
                declared ? PatternReading.LIKE : null));
        properties.addAll(Arrays.asList(others));
        return properties;
    }

    private static Graph graph(GraphStore store, String type, String property) {
        return store.getGraph(store.nodeLabels(), Set.of(RelationshipType.of(type)), Optional.ofNullable(property))
                .concurrentCopy();
    }

    /** One type: who is related, and for each property the same with its values. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Kind(Graph topology, Graph[] byProperty) {}

    /** Adds what one of GDS's nodes did. */
    void read(int node, Events events) {
        for (int kind = 0; kind < kinds.size(); kind++) {
            Kind one = kinds.get(kind);
            int size = targets(one, node);
            for (int p = 0; p < columns.length; p++) {
                values(one.byProperty()[p], node, columns[p], size);
            }
            for (int i = 0; i < size; i++) {
                // nobody is recommended to themselves, or learned from for it
                if (itemRow[targets[i]] >= 0 && targets[i] != node) {
                    add(events, one, kind, i);
                }
            }
        }
    }

    private void add(Events events, Kind one, int kind, int i) {
        for (int n = 0; n < numbers.length; n++) {
            numbers[n] = columns[3 + n][i];
        }
        events.add(
                itemRow[targets[i]],
                kind,
                one.byProperty()[0] == null ? 1 : columns[0][i],
                one.byProperty()[1] == null ? Double.NaN : columns[1][i],
                one.byProperty()[2] == null || columns[2][i] != 0,
                numbers);
    }

    private int targets(Kind kind, int node) {
        int degree = kind.topology().degree(node);
        if (degree > targets.length) {
            targets = new int[Math.max(degree, 2 * targets.length)];
            columns = new double[columns.length][targets.length];
        }
        int[] next = {0};
        kind.topology().forEachRelationship(node, (source, target) -> {
            targets[next[0]++] = (int) target;
            return true;
        });
        return next[0];
    }

    /** The values come in the order of the targets. */
    private static void values(Graph graph, int node, double[] column, int size) {
        if (graph == null) {
            return;
        }
        int[] next = {0};
        graph.forEachRelationship(node, Double.NaN, (source, target, value) -> {
            column[next[0]++] = value;
            return next[0] < size;
        });
    }
}
