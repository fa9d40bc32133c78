// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;

/** Edges as they are read, before they are a CSR. Its arrays are handed over, and nothing is added any more then. */
public final class EdgeList {
    private int[] sources;
    private int[] targets;
    private float[] weights;
    private double[] times;
    private int size;

    /**
     * Starts without edges.
     *
     * @param expected about how many there will be
     */
    public EdgeList(int expected, boolean weighted, boolean timed) {
        sources = new int[expected];
        targets = new int[expected];
        weights = weighted ? new float[expected] : null;
        times = timed ? new double[expected] : null;
    }

    /** Adds one; what edges do not have is ignored. */
    public void add(int source, int target, float weight, double time) {
        if (size == sources.length) {
            int larger = Math.max(16, Math.addExact(size, size >> 1));
            sources = Arrays.copyOf(sources, larger);
            targets = Arrays.copyOf(targets, larger);
            weights = weights == null ? null : Arrays.copyOf(weights, larger);
            times = times == null ? null : Arrays.copyOf(times, larger);
        }
        sources[size] = source;
        targets[size] = target;
        if (weights != null) {
            weights[size] = weight;
        }
        if (times != null) {
            times[size] = time;
        }
        size++;
    }

    /** The number of edges. */
    public int size() {
        return size;
    }

    /** Rows of each edge. */
    public int[] sources() {
        return size == sources.length ? sources : Arrays.copyOf(sources, size);
    }

    /** Columns of each edge. */
    public int[] targets() {
        return size == targets.length ? targets : Arrays.copyOf(targets, size);
    }

    /** One weight an edge, or null when unweighted. */
    public float[] weights() {
        return weights == null || size == weights.length ? weights : Arrays.copyOf(weights, size);
    }

    /** One time an edge, or null when their order is unknown. */
    public double[] times() {
        return times == null || size == times.length ? times : Arrays.copyOf(times, size);
    }
}
