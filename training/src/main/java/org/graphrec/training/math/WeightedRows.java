// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.BitSet;

/** Weighted sums of the rows of a matrix, for several sets of weights at once; each adds the rows in their order, one by one. */
public final class WeightedRows {
    /** Rows that are added in one pass over the sums. */
    private static final int TOGETHER = 4;

    private WeightedRows() {}

    /**
     * The sums over some rows, and behind each the sum of its weights.
     *
     * @param matrix [rows, columns], finite
     * @param which rows count
     * @param weights an array for each set, with an element for each row; 0 adds nothing, whether it is passed over or not
     * @return [sets, columns + 1]
     */
    public static float[][] sums(StackedMatrix matrix, BitSet which, float[][] weights) {
        int columns = matrix.columns();
        float[][] sums = new float[weights.length][columns + 1];
        float[][] rows = new float[TOGETHER][columns];
        int[] numbers = new int[TOGETHER];
        int row = which.nextSetBit(0);
        while (row >= 0) {
            int count = 0;
            for (; row >= 0 && count < TOGETHER; row = which.nextSetBit(row + 1)) {
                matrix.copyRow(row, rows[count]);
                numbers[count++] = row;
            }
            for (int i = 0; i < weights.length; i++) {
                add(weights[i], numbers, rows, count, sums[i]);
            }
        }
        return sums;
    }

    private static void add(float[] weights, int[] numbers, float[][] rows, int count, float[] sums) {
        boolean all = count == TOGETHER;
        for (int n = 0; n < count && all; n++) {
            all = weights[numbers[n]] != 0;
        }
        if (all) {
            add(
                    weights[numbers[0]],
                    rows[0],
                    weights[numbers[1]],
                    rows[1],
                    weights[numbers[2]],
                    rows[2],
                    weights[numbers[3]],
                    rows[3],
                    sums);
        }
        for (int n = 0; n < count; n++) {
            float weight = weights[numbers[n]];
            if (!all && weight != 0) {
                add(weight, rows[n], sums);
            }
            sums[sums.length - 1] += weight;
        }
    }

    private static void add(
            float a, float[] x, float b, float[] y, float c, float[] z, float d, float[] w, float[] sums) {
        for (int i = 0; i < x.length; i++) {
            sums[i] = (((sums[i] + a * x[i]) + b * y[i]) + c * z[i]) + d * w[i];
        }
    }

    private static void add(float factor, float[] row, float[] sums) {
        for (int i = 0; i < row.length; i++) {
            sums[i] += factor * row[i];
        }
    }
}
