package org.graphrec.procedures.projection;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.graph.Times;

/** Collects the edges of a relation and makes a matrix of them. */
final class RelationEdges {
    private final EdgeList list;
    private final boolean timed;
    private int[] columns;
    private boolean reversed;

    /** Starts without edges; {@code timed} says whether edges have times. */
    RelationEdges(boolean timed) {
        this.list = new EdgeList(64, false, timed);
        this.timed = timed;
    }

    /** Adds one; {@code reverse} tells whether it was projected from the column to the row. */
    void add(int row, int column, double time, boolean reverse) {
        list.add(row, column, 1, time);
        reversed = reverse;
    }

    boolean isEmpty() {
        return list.size() == 0;
    }

    /** Whether the last one leads from the column to the row. */
    boolean reversed() {
        return reversed;
    }

    /** Numbers the columns that edges lead to from 0, and returns the nodes behind them; {@code ids} are by column before. */
    NodeIndex compact(long[] ids) {
        int[] before = list.targets();
        int[] used = Arrays.stream(before).sorted().distinct().toArray();
        columns = Arrays.stream(before)
                .map(column -> Arrays.binarySearch(used, column))
                .toArray();
        return new NodeIndex(
                Arrays.stream(used).mapToLong(column -> ids[column]).toArray());
    }

    /** The relation of all edges; of parallel ones the earliest counts. */
    Relation relation(String name, Relation.Ends ends, int rows, int width) {
        int[] sources = list.sources();
        int[] targets = columns == null ? list.targets() : columns;
        double[] times = timed ? list.times() : new double[sources.length];
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
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            int edge = order[i];
            boolean again = i > 0 && sources[order[i - 1]] == sources[edge] && targets[order[i - 1]] == targets[edge];
            if (!again) {
                distinct[size] = targets[edge];
                earliest[size++] = times[edge];
            }
            offsets[sources[edge] + 1] = size;
        }
        for (int row = 0; row < rows; row++) {
            offsets[row + 1] = Math.max(offsets[row], offsets[row + 1]);
        }
        Csr edges = new Csr(rows, width, offsets, Arrays.copyOf(distinct, size), null);
        Relation relation = new Relation(name, ends, edges);
        return timed ? relation.withTimes(Arrays.copyOf(earliest, size)) : relation;
    }
}
