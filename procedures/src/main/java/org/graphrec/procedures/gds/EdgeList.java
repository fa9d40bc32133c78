package org.graphrec.procedures.gds;

import java.util.Arrays;

/** Edges as they are read, before they are a CSR. Its arrays are handed over, and nothing is added any more then. */
final class EdgeList {
    private int[] sources;
    private int[] targets;
    private float[] weights;
    private int size;

    EdgeList(int expected, boolean weighted) {
        sources = new int[expected];
        targets = new int[expected];
        weights = weighted ? new float[expected] : null;
    }

    void add(int source, int target, float weight) {
        if (size == sources.length) {
            int larger = Math.max(16, Math.addExact(size, size >> 1));
            sources = Arrays.copyOf(sources, larger);
            targets = Arrays.copyOf(targets, larger);
            weights = weights == null ? null : Arrays.copyOf(weights, larger);
        }
        sources[size] = source;
        targets[size] = target;
        if (weights != null) {
            weights[size] = weight;
        }
        size++;
    }

    int size() {
        return size;
    }

    int[] sources() {
        return size == sources.length ? sources : Arrays.copyOf(sources, size);
    }

    int[] targets() {
        return size == targets.length ? targets : Arrays.copyOf(targets, size);
    }

    /** One weight an edge, or null when unweighted. */
    float[] weights() {
        return weights == null || size == weights.length ? weights : Arrays.copyOf(weights, size);
    }
}
