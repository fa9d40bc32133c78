// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Parallel;
import org.neo4j.gds.api.Graph;

/** Relationships of GDS, as they go out of its nodes, as a sparse matrix. */
final class AdjacencyRows {
    private static final int NODES_PER_BLOCK = 512;

    private final int[] offsets;
    private final int[] targets;
    private final float[] weights;

    private AdjacencyRows(int nodes, boolean weighted, Graph graph) {
        offsets = new int[nodes + 1];
        for (int v = 0; v < nodes; v++) {
            offsets[v + 1] = Math.addExact(offsets[v], graph.degree(v));
        }
        targets = new int[offsets[nodes]];
        weights = weighted ? new float[targets.length] : null;
    }

    /** Reads all nodes; parallel relationships are one entry with the sum of their weights. */
    static Csr read(Graph graph, boolean weighted, int concurrency, Monitor monitor) {
        int nodes = Math.toIntExact(graph.nodeCount());
        var rows = new AdjacencyRows(nodes, weighted, graph);
        Parallel.forBlocks(nodes, NODES_PER_BLOCK, concurrency, monitor, (from, to) -> {
            Graph own = graph.concurrentCopy();
            for (int v = from; v < to; v++) {
                rows.read(own, v);
            }
        });
        return Csr.fromSortedRows(nodes, nodes, rows.offsets, rows.targets, rows.weights);
    }

    private void read(Graph graph, int v) {
        int[] next = {offsets[v]};
        boolean[] sorted = {true};
        graph.forEachRelationship(v, 1.0, (source, target, weight) -> {
            int at = next[0]++;
            targets[at] = (int) target;
            if (weights != null) {
                weights[at] = (float) weight;
            }
            sorted[0] &= at == offsets[v] || targets[at - 1] <= targets[at];
            return true;
        });
        // each type comes in order, several one after the other
        if (!sorted[0]) {
            sort(offsets[v], offsets[v + 1]);
        }
    }

    /** By target, and where that is the same in the order they came in. */
    private void sort(int from, int to) {
        if (weights == null) {
            Arrays.sort(targets, from, to);
            return;
        }
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) targets[from + i] << 32 | i;
        }
        Arrays.sort(keys);
        float[] before = Arrays.copyOfRange(weights, from, to);
        for (int i = 0; i < keys.length; i++) {
            targets[from + i] = (int) (keys[i] >> 32);
            weights[from + i] = before[(int) keys[i]];
        }
    }
}
