// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;
import org.graphrec.training.Monitor;

/**
 * The product of a sparse matrix and a dense one that no cache holds, row by row, each handed over while it is near. {@link Spmm}
 * is faster where the dense one is in a cache.
 *
 * <p>Time goes into waiting for rows that lie anywhere in memory. So one value of every cache line that the next 32 rows need is
 * read first: such reads wait for nothing but memory, and are waited for many at a time, where those of the sums wait for one
 * another. Rows in one array are found without reading where they are.
 */
public final class StreamedSpmm {
    private static final int ROWS_PER_BLOCK = 256;
    private static final int ROWS_PER_FETCH = 32;
    /** Floats of a cache line. */
    private static final int LINE = 16;

    /** Where fetched values go, so that no compiler can leave out the reading of them. */
    @SuppressWarnings("unused")
    private static float fetched;

    private StreamedSpmm() {}

    /** Takes a row of the product; its array is used again. Called by several threads, once for each row. */
    @FunctionalInterface
    public interface RowConsumer {
        /** {@code product} is {@code row} of A X. */
        void accept(int row, float[] product);
    }

    /**
     * A X, for A given in compressed sparse rows; each row is summed in the order of its entries.
     *
     * @param offsets where each row of A begins, and after the last the number of entries
     * @param targets column of each entry
     * @param weights weight of each entry
     */
    public static void multiply(
            int[] offsets,
            int[] targets,
            float[] weights,
            AlignedRows x,
            int concurrency,
            Monitor monitor,
            RowConsumer consumer) {
        Parallel.forBlocks(offsets.length - 1, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] product = new float[x.columns()];
            for (int first = from; first < to; first += ROWS_PER_FETCH) {
                int last = Math.min(to, first + ROWS_PER_FETCH);
                fetched = fetch(targets, offsets[first], offsets[last], x);
                for (int row = first; row < last; row++) {
                    Arrays.fill(product, 0);
                    add(targets, weights, offsets[row], offsets[row + 1], x, product);
                    consumer.accept(row, product);
                }
            }
        });
    }

    private static float fetch(int[] targets, int from, int to, AlignedRows x) {
        float[] values = x.values();
        float first = 0;
        float others = 0;
        for (int edge = from; edge < to; edge++) {
            int begin = x.offset(targets[edge]);
            int end = begin + x.columns();
            for (int at = begin; at < end; at += LINE) {
                first += values[at];
            }
            others += values[end - 1];
        }
        return first + others;
    }

    private static void add(int[] targets, float[] weights, int from, int to, AlignedRows x, float[] sum) {
        float[] values = x.values();
        int edge = from;
        for (; edge + 7 < to; edge += 8) {
            addEight(
                    values,
                    weights[edge],
                    x.offset(targets[edge]),
                    weights[edge + 1],
                    x.offset(targets[edge + 1]),
                    weights[edge + 2],
                    x.offset(targets[edge + 2]),
                    weights[edge + 3],
                    x.offset(targets[edge + 3]),
                    weights[edge + 4],
                    x.offset(targets[edge + 4]),
                    weights[edge + 5],
                    x.offset(targets[edge + 5]),
                    weights[edge + 6],
                    x.offset(targets[edge + 6]),
                    weights[edge + 7],
                    x.offset(targets[edge + 7]),
                    sum);
        }
        for (; edge + 1 < to; edge += 2) {
            addTwo(values, weights[edge], x.offset(targets[edge]), weights[edge + 1], x.offset(targets[edge + 1]), sum);
        }
        if (edge < to) {
            addOne(values, weights[edge], x.offset(targets[edge]), sum);
        }
    }

    /** sum += w0 x0 + ... + w7 x7, one after the other, where x0 begins at o0. */
    private static void addEight(
            float[] x,
            float w0,
            int o0,
            float w1,
            int o1,
            float w2,
            int o2,
            float w3,
            int o3,
            float w4,
            int o4,
            float w5,
            int o5,
            float w6,
            int o6,
            float w7,
            int o7,
            float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            float two = Math.fma(w1, x[o1 + i], Math.fma(w0, x[o0 + i], sum[i]));
            float four = Math.fma(w3, x[o3 + i], Math.fma(w2, x[o2 + i], two));
            float six = Math.fma(w5, x[o5 + i], Math.fma(w4, x[o4 + i], four));
            sum[i] = Math.fma(w7, x[o7 + i], Math.fma(w6, x[o6 + i], six));
        }
    }

    private static void addTwo(float[] x, float w0, int o0, float w1, int o1, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.fma(w1, x[o1 + i], Math.fma(w0, x[o0 + i], sum[i]));
        }
    }

    private static void addOne(float[] x, float weight, int offset, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = Math.fma(weight, x[offset + i], sum[i]);
        }
    }
}
