// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import org.graphrec.training.Monitor;

/** The product of a sparse matrix and a dense one held as an array of rows. */
public final class Spmm {

    private static final int ROWS_PER_BLOCK = 256;

    private Spmm() {}

    /** The weight of an entry of the sparse matrix. */
    @FunctionalInterface
    public interface Weight {
        /** The weight of {@code edge}, which lies in {@code row} and points at {@code column}. */
        float of(int row, int column, int edge);
    }

    /**
     * A X, for A given in compressed sparse rows; each row is summed in the order of its entries.
     *
     * @param offsets where each row of A begins, and after the last the number of entries
     * @param targets column of each entry
     * @param weight weight of each entry
     * @param x rows of X, each of the size {@code columns}
     * @return rows of A X; the row of an empty row is zero
     */
    public static float[][] multiply(
            int[] offsets, int[] targets, Weight weight, float[][] x, int columns, int concurrency, Monitor monitor) {
        float[][] product = new float[offsets.length - 1][];
        Parallel.forBlocks(product.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int row = from; row < to; row++) {
                float[] sum = new float[columns];
                int edge = offsets[row];
                int end = offsets[row + 1];
                // rows of X lie anywhere in memory: eight at a time are waited for together
                for (; edge + 7 < end; edge += 8) {
                    addEight(weight, row, edge, targets, x, sum);
                }
                for (; edge + 1 < end; edge += 2) {
                    int first = targets[edge];
                    int second = targets[edge + 1];
                    Vectors.axpy(
                            weight.of(row, first, edge), x[first], weight.of(row, second, edge + 1), x[second], sum);
                }
                if (edge < end) {
                    Vectors.axpy(weight.of(row, targets[edge], edge), x[targets[edge]], sum);
                }
                product[row] = sum;
            }
        });
        return product;
    }

    /** sum += the entries from {@code edge} to {@code edge + 7}, in this order. */
    private static void addEight(Weight weight, int row, int edge, int[] targets, float[][] x, float[] sum) {
        int t0 = targets[edge];
        int t1 = targets[edge + 1];
        int t2 = targets[edge + 2];
        int t3 = targets[edge + 3];
        int t4 = targets[edge + 4];
        int t5 = targets[edge + 5];
        int t6 = targets[edge + 6];
        int t7 = targets[edge + 7];
        addEight(
                weight.of(row, t0, edge),
                x[t0],
                weight.of(row, t1, edge + 1),
                x[t1],
                weight.of(row, t2, edge + 2),
                x[t2],
                weight.of(row, t3, edge + 3),
                x[t3],
                weight.of(row, t4, edge + 4),
                x[t4],
                weight.of(row, t5, edge + 5),
                x[t5],
                weight.of(row, t6, edge + 6),
                x[t6],
                weight.of(row, t7, edge + 7),
                x[t7],
                sum);
    }

    /** sum += w0 x0 + ... + w7 x7, one after the other; whole arrays, which is the form C2 vectorises. */
    private static void addEight(
            float w0,
            float[] x0,
            float w1,
            float[] x1,
            float w2,
            float[] x2,
            float w3,
            float[] x3,
            float w4,
            float[] x4,
            float w5,
            float[] x5,
            float w6,
            float[] x6,
            float w7,
            float[] x7,
            float[] sum) {
        int size = sum.length;
        for (int i = 0; i < size; i++) {
            float four = Math.fma(w3, x3[i], Math.fma(w2, x2[i], Math.fma(w1, x1[i], Math.fma(w0, x0[i], sum[i]))));
            sum[i] = Math.fma(w7, x7[i], Math.fma(w6, x6[i], Math.fma(w5, x5[i], Math.fma(w4, x4[i], four))));
        }
    }
}
