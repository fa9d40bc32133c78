// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.Optional;
import java.util.Set;
import org.neo4j.gds.RelationshipType;
import org.neo4j.gds.api.Graph;

/** All relationships of one type of a projection, with up to two of their properties. */
final class ProjectedRelationships {
    private final Projection projection;
    private final Graph topology;
    private final Graph times;
    private final Graph weights;

    /**
     * Those of a type.
     *
     * @param time the property that has times, or null
     * @param weight the property that has weights, or null
     */
    ProjectedRelationships(Projection projection, String type, String time, String weight) {
        this.projection = projection;
        this.topology = graph(type, null);
        this.times = time == null ? null : graph(type, time);
        this.weights = weight == null ? null : graph(type, weight);
    }

    /** Takes one relationship; NaN where it has no time, or no weight. */
    interface Each {
        void accept(int source, int target, double time, double weight);
    }

    /** Whether each comes in both directions. */
    boolean undirected() {
        return topology.schema().isUndirected();
    }

    void forEach(Each each) {
        for (int v = 0; v < projection.nodeCount(); v++) {
            projection.assertRunningAt(v);
            int size = topology.degree(v);
            double[] moments = values(times, v, size);
            double[] strengths = values(weights, v, size);
            int[] next = {0};
            topology.forEachRelationship(v, (source, target) -> {
                int i = next[0]++;
                each.accept(
                        (int) source,
                        (int) target,
                        moments == null ? Double.NaN : moments[i],
                        strengths == null ? Double.NaN : strengths[i]);
                return true;
            });
        }
    }

    /** The values come in the order of the targets. */
    private static double[] values(Graph graph, int node, int size) {
        if (graph == null) {
            return null;
        }
        double[] values = new double[size];
        int[] next = {0};
        graph.forEachRelationship(node, Double.NaN, (source, target, value) -> {
            values[next[0]++] = value;
            return true;
        });
        return values;
    }

    private Graph graph(String type, String property) {
        return projection
                .store()
                .getGraph(
                        projection.store().nodeLabels(),
                        Set.of(RelationshipType.of(type)),
                        Optional.ofNullable(property))
                .concurrentCopy();
    }
}
