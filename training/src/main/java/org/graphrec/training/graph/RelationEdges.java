// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Collects the edges of a relation and makes a matrix of them. */
public final class RelationEdges {
    private final EdgeList list;
    private final boolean timed;
    private int[] columns;
    private boolean forwards;
    private boolean backwards;

    /** Starts without edges, of which all, or none, have weights and times. */
    public RelationEdges(boolean weighted, boolean timed) {
        this.list = new EdgeList(64, weighted, timed);
        this.timed = timed;
    }

    /**
     * Adds an edge; one with a weight of 0 or below says nothing.
     *
     * @param weight NaN for none, which is 1
     * @param reverse whether it was projected from the column to the row
     */
    public void add(int row, int column, double weight, double time, boolean reverse) {
        if (Double.isNaN(weight) || weight > 0) {
            list.add(row, column, Double.isNaN(weight) ? 1 : (float) weight, time);
            forwards |= !reverse;
            backwards |= reverse;
        }
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return list.size() == 0;
    }

    /** Whether some were projected from the column to the row. */
    public boolean reversed() {
        return backwards;
    }

    /** Whether some were projected so, and others not. */
    public boolean bothWays() {
        return forwards && backwards;
    }

    /** Numbers the columns that edges lead to from 0, and returns the ids of the nodes behind them; {@code ids} are by column before. */
    public long[] compact(long[] ids) {
        int[] before = list.targets();
        int[] used = Arrays.stream(before).sorted().distinct().toArray();
        columns = Arrays.stream(before)
                .map(column -> Arrays.binarySearch(used, column))
                .toArray();
        return Arrays.stream(used).mapToLong(column -> ids[column]).toArray();
    }

    /** The relation of all edges. Of parallel ones the earliest time and the largest weight count. */
    public Relation relation(String name, Relation.Ends ends, int rows, int width) {
        int[] sources = list.sources();
        int[] targets = columns == null ? list.targets() : columns;
        double[] times = timed ? list.times() : new double[sources.length];
        float[] weights = list.weights();
        int[] order = IntStream.range(0, sources.length)
                .boxed()
                .sorted((a, b) -> sources[a] != sources[b]
                        ? Integer.compare(sources[a], sources[b])
                        : targets[a] != targets[b]
                                ? Integer.compare(targets[a], targets[b])
                                : Times.compare(times[a], times[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] offsets = new int[rows + 1];
        int[] distinct = new int[order.length];
        double[] earliest = new double[order.length];
        float[] strongest = weights == null ? null : new float[order.length];
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            int edge = order[i];
            boolean again = i > 0 && sources[order[i - 1]] == sources[edge] && targets[order[i - 1]] == targets[edge];
            if (!again) {
                distinct[size] = targets[edge];
                earliest[size++] = times[edge];
            }
            if (strongest != null) {
                strongest[size - 1] = Math.max(strongest[size - 1], weights[edge]);
            }
            offsets[sources[edge] + 1] = size;
        }
        for (int row = 0; row < rows; row++) {
            offsets[row + 1] = Math.max(offsets[row], offsets[row + 1]);
        }
        Csr edges = new Csr(
                rows,
                width,
                offsets,
                Arrays.copyOf(distinct, size),
                strongest == null ? null : Arrays.copyOf(strongest, size));
        Relation relation = new Relation(name, ends, edges);
        return timed ? relation.withTimes(Arrays.copyOf(earliest, size)) : relation;
    }
}
