// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.neo4j.gds.api.Graph;

/**
 * The labels that relationships leave from, the users', and lead to, the items'.
 *
 * @param users in the projection's names; empty where it knows no labels
 * @param items likewise
 */
record Sides(List<String> users, List<String> items) {

    /**
     * Looks at every relationship, unless both labels are named.
     *
     * @param source the label of the users, or null
     * @param target the label of the items, or null
     * @throws IllegalArgumentException where users and items cannot be told apart
     */
    static Sides of(Projection projection, Graph graph, String source, String target) {
        if (source != null) {
            projection.requireLabel("sourceNodeLabel", source);
        }
        if (target != null) {
            projection.requireLabel("targetNodeLabel", target);
        }
        if (source != null && target != null) {
            return new Sides(List.of(source), List.of(target));
        }
        List<String> labels = new ArrayList<>(projection.labels());
        if (labels.isEmpty()) {
            return new Sides(List.of(), List.of());
        }
        Sides found = found(projection, graph, labels);
        return new Sides(
                source == null ? found.users : List.of(source), target == null ? found.items : List.of(target));
    }

    private static Sides found(Projection projection, Graph graph, List<String> labels) {
        Set<String> from = new TreeSet<>();
        Set<String> to = new TreeSet<>();
        boolean[] isTarget = new boolean[projection.nodeCount()];
        for (int v = 0; v < isTarget.length; v++) {
            projection.assertRunningAt(v);
            graph.forEachRelationship(v, (s, t) -> {
                isTarget[(int) t] = true;
                return true;
            });
        }
        for (int v = 0; v < isTarget.length; v++) {
            projection.assertRunningAt(v);
            for (String label : labels) {
                if (projection.hasLabel(v, label)) {
                    if (graph.degree(v) > 0) {
                        from.add(label);
                    }
                    if (isTarget[v]) {
                        to.add(label);
                    }
                }
            }
        }
        if (labels.size() == 1 && !from.isEmpty()) {
            // people who follow people
            return new Sides(labels, labels);
        }
        if (from.isEmpty() || !Collections.disjoint(from, to)) {
            throw new IllegalArgumentException("Cannot tell users from items in the graph `" + projection.name()
                    + "`: relationships leave from " + from + " and lead to " + to
                    + ". Set `relationshipTypes` to the interactions, or `sourceNodeLabel` to the label of the users and"
                    + " `targetNodeLabel` to that of the items.");
        }
        return new Sides(List.copyOf(from), List.copyOf(to));
    }
}
