// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import org.graphrec.training.Require;

/**
 * A sparse matrix in compressed sparse rows: the edges of row r are {@code offsets()[r]} to {@code offsets()[r + 1] - 1}.
 *
 * <p>Immutable by convention: the arrays are shared, not copied, and must not be written to after construction. Holds at
 * most 2^31-1 edges. It can be sent to other machines, by an engine that does so; nothing of ours reads what Java serialised.
 */
public final class Csr implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int rows;
    private final int columns;
    private final int[] offsets;
    private final int[] targets;
    private final float[] weights;

    /**
     * A matrix over the given arrays.
     *
     * @param offsets rows + 1 ascending positions, from 0 to the number of edges
     * @param targets column of each edge, in [0, columns)
     * @param weights weight of each edge; null means 1 for each
     */
    public Csr(int rows, int columns, int[] offsets, int[] targets, float[] weights) {
        Require.size("offsets", offsets.length, Require.atLeast("rows", rows, 0) + 1);
        Require.atLeast("columns", columns, 0);
        Require.size("targets", targets.length, offsets[rows]);
        if (weights != null) {
            Require.size("weights", weights.length, targets.length);
        }
        this.rows = rows;
        this.columns = columns;
        this.offsets = offsets;
        this.targets = targets;
        this.weights = weights;
    }

    /**
     * A matrix with one entry per distinct (source, target), targets ascending in each row; parallel edges are summed.
     *
     * @param weights weight of each edge; null means 1 for each
     * @throws IndexOutOfBoundsException when a source or target is outside the shape
     */
    public static Csr fromEdges(int rows, int columns, int[] sources, int[] targets, float[] weights) {
        Require.size("targets", targets.length, sources.length);
        // Two stable counting sorts, by target and then by source, leave each row ascending.
        Csr byTarget = bucket(columns, rows, targets, sources, weights);
        return byTarget.transpose().merged();
    }

    /**
     * A matrix over rows whose targets ascend, where equal targets are entries to be summed. The arrays are taken, not copied.
     *
     * @param weights weight of each entry; null means 1 for each
     */
    public static Csr fromSortedRows(int rows, int columns, int[] offsets, int[] targets, float[] weights) {
        return new Csr(rows, columns, offsets, targets, weights).merged();
    }

    /** The sum of two matrices of one shape, with ascending targets in each row. */
    public Csr plus(Csr other) {
        Require.size("rows", other.rows, rows);
        Require.size("columns", other.columns, columns);
        int[] sumOffsets = new int[rows + 1];
        int[] sumTargets = new int[Math.addExact(edges(), other.edges())];
        boolean weighted = weighted() || other.weighted();
        float[] sumWeights = weighted ? new float[sumTargets.length] : null;
        int next = 0;
        for (int row = 0; row < rows; row++) {
            int mine = offsets[row];
            int theirs = other.offsets[row];
            while (mine < offsets[row + 1] || theirs < other.offsets[row + 1]) {
                boolean takeMine = theirs == other.offsets[row + 1]
                        || (mine < offsets[row + 1] && targets[mine] <= other.targets[theirs]);
                sumTargets[next] = takeMine ? targets[mine] : other.targets[theirs];
                if (weighted) {
                    sumWeights[next] = takeMine ? weight(mine) : other.weight(theirs);
                }
                next++;
                mine += takeMine ? 1 : 0;
                theirs += takeMine ? 0 : 1;
            }
            sumOffsets[row + 1] = next;
        }
        return fromSortedRows(rows, columns, sumOffsets, sumTargets, sumWeights);
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The number of stored entries. */
    public int edges() {
        return targets.length;
    }

    /** Where each row begins, and after the last row the number of edges. */
    public int[] offsets() {
        return offsets;
    }

    /** The column of each edge. */
    public int[] targets() {
        return targets;
    }

    /** The weight of {@code edge}. */
    public float weight(int edge) {
        return weights == null ? 1 : weights[edge];
    }

    /** True when the edges carry weights other than the constant 1. */
    public boolean weighted() {
        return weights != null;
    }

    /** The rows that have no edge, such as items without interactions. */
    public BitSet emptyRows() {
        BitSet empty = new BitSet(rows());
        for (int row = 0; row < rows(); row++) {
            empty.set(row, degree(row) == 0);
        }
        return empty;
    }

    /** The matrix without a row; those behind move up by one. */
    public Csr withoutRow(int row) {
        Csr emptied = withEmptyRow(row);
        int[] fewer = new int[rows];
        System.arraycopy(emptied.offsets, 0, fewer, 0, row);
        System.arraycopy(emptied.offsets, row + 1, fewer, row, rows - row);
        return new Csr(rows - 1, columns, fewer, emptied.targets, emptied.weights);
    }

    /** The matrix without the edges of a row. */
    public Csr withEmptyRow(int row) {
        int from = offsets[Require.index("row", row, rows)];
        int to = offsets[row + 1];
        int[] moved = offsets.clone();
        for (int r = row + 1; r <= rows; r++) {
            moved[r] -= to - from;
        }
        int[] left = Arrays.copyOf(targets, targets.length - (to - from));
        System.arraycopy(targets, to, left, from, left.length - from);
        float[] leftWeights = weights == null ? null : Arrays.copyOf(weights, left.length);
        if (leftWeights != null) {
            System.arraycopy(weights, to, leftWeights, from, left.length - from);
        }
        return new Csr(rows, columns, moved, left, leftWeights);
    }

    /** The number of entries in {@code row}. */
    public int degree(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** The transposed matrix; its targets are ascending in each row. */
    public Csr transpose() {
        int[] sources = new int[edges()];
        for (int row = 0; row < rows; row++) {
            Arrays.fill(sources, offsets[row], offsets[row + 1], row);
        }
        return bucket(columns, rows, targets, sources, weights);
    }

    /** The rows of the transposed matrix for some columns, which ascend; takes no more memory than these. */
    public Csr transposedRows(int[] chosen) {
        int[] rowOf = new int[columns];
        Arrays.fill(rowOf, -1);
        for (int row = 0; row < chosen.length; row++) {
            rowOf[chosen[row]] = row;
        }
        int[] few = new int[chosen.length + 1];
        for (int target : targets) {
            if (rowOf[target] >= 0) {
                few[rowOf[target] + 1]++;
            }
        }
        for (int row = 0; row < chosen.length; row++) {
            few[row + 1] += few[row];
        }
        int[] next = few.clone();
        int[] sources = new int[few[chosen.length]];
        float[] itsWeights = weights == null ? null : new float[sources.length];
        for (int row = 0; row < rows; row++) {
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++) {
                int to = rowOf[targets[edge]];
                if (to >= 0) {
                    if (itsWeights != null) {
                        itsWeights[next[to]] = weights[edge];
                    }
                    sources[next[to]++] = row;
                }
            }
        }
        return new Csr(chosen.length, rows, few, sources, itsWeights);
    }

    /** Counting sort of edges by {@code keys} in [0, buckets), stable; {@code values} are in [0, others). */
    private static Csr bucket(int buckets, int others, int[] keys, int[] values, float[] weights) {
        if (weights != null) {
            Require.size("weights", weights.length, values.length);
        }
        int[] offsets = new int[buckets + 1];
        for (int edge = 0; edge < keys.length; edge++) {
            Require.index("edge end", values[edge], others);
            offsets[Require.index("edge end", keys[edge], buckets) + 1]++;
        }
        for (int bucket = 0; bucket < buckets; bucket++) {
            offsets[bucket + 1] += offsets[bucket];
        }
        int[] next = offsets.clone();
        int[] sorted = new int[values.length];
        float[] sortedWeights = weights == null ? null : new float[values.length];
        for (int edge = 0; edge < keys.length; edge++) {
            int position = next[keys[edge]]++;
            sorted[position] = values[edge];
            if (weights != null) {
                sortedWeights[position] = weights[edge];
            }
        }
        return new Csr(buckets, others, offsets, sorted, sortedWeights);
    }

    /** Sums runs of equal targets; this matrix must have its targets ascending in each row. */
    private Csr merged() {
        int distinct = 0;
        int[] mergedOffsets = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++) {
                if (edge == offsets[row] || targets[edge] != targets[edge - 1]) {
                    distinct++;
                }
            }
            mergedOffsets[row + 1] = distinct;
        }
        if (distinct == edges()) {
            return this;
        }
        int[] mergedTargets = new int[distinct];
        float[] mergedWeights = new float[distinct];
        int position = -1;
        for (int row = 0; row < rows; row++) {
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++) {
                if (edge == offsets[row] || targets[edge] != targets[edge - 1]) {
                    position++;
                    mergedTargets[position] = targets[edge];
                }
                mergedWeights[position] += weight(edge);
            }
        }
        return new Csr(rows, columns, mergedOffsets, mergedTargets, mergedWeights);
    }
}
