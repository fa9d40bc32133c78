// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;

/**
 * A copy of rows for their inner products with several vectors at once, bit for bit those of {@link Vectors#dot}: each of its eight
 * sums, over every eighth column, is taken for hundreds of rows in passes that the JIT compiler vectorises.
 */
public final class DotPanels {

    /** Rows of a panel: their sums for four vectors fit the L1 cache. */
    private static final int WIDTH = 512;

    /** Sums of an inner product. */
    private static final int SUMS = 8;

    private final float[][][] panels; // [panel][column][row]
    private final int rows;
    private final int columns;

    /**
     * Of {@code matrix}, which is copied.
     *
     * @param matrix [rows, columns]
     */
    public DotPanels(float[][] matrix, int columns) {
        this.rows = matrix.length;
        this.columns = columns;
        this.panels = new float[(rows + WIDTH - 1) / WIDTH][][];
        for (int p = 0; p < panels.length; p++) {
            int from = p * WIDTH;
            panels[p] = new float[columns][Math.min(WIDTH, rows - from)];
            for (int c = 0; c < columns; c++) {
                for (int i = 0; i < panels[p][c].length; i++) {
                    panels[p][c][i] = matrix[from + i][c];
                }
            }
        }
    }

    /** The inner products of all rows and each vector, into the beginning of its array. */
    public void multiply(float[][] vectors, float[][] products) {
        int width = Math.min(WIDTH, rows);
        float[][][] sums = new float[SUMS + 1][vectors.length < 4 ? 1 : 4][width];
        float[] together = new float[width];
        float[][] some = new float[4][];
        for (int p = 0; p < panels.length; p++) {
            int size = Math.min(WIDTH, rows - p * WIDTH);
            int step;
            for (int v = 0; v < vectors.length; v += step) {
                step = v + 4 <= vectors.length ? 4 : 1;
                System.arraycopy(vectors, v, some, 0, step);
                add(panels[p], some, step, sums, size);
                for (int i = 0; i < step; i++) {
                    combine(sums, i, together, size);
                    System.arraycopy(together, 0, products[v + i], p * WIDTH, size);
                }
            }
        }
    }

    /** Overwrites the sums of four vectors, or of one. */
    private void add(float[][] panel, float[][] vectors, int count, float[][][] sums, int size) {
        int whole = columns / SUMS * SUMS;
        for (int s = 0; s <= SUMS; s++) {
            for (int v = 0; v < count; v++) {
                Arrays.fill(sums[s][v], 0, size, 0);
            }
            // the last sum is of the columns behind the last eight
            int to = s == SUMS ? columns : whole;
            int step = s == SUMS ? 1 : SUMS;
            int c = s == SUMS ? whole : s;
            for (; c + step < to; c += 2 * step) {
                if (count == 4) {
                    ColumnPanels.axpy4x2(vectors, 0, c, c + step, panel[c], panel[c + step], sums[s], 0, size);
                } else {
                    axpy2(vectors[0][c], panel[c], vectors[0][c + step], panel[c + step], sums[s][0], size);
                }
            }
            for (int v = 0; v < count && c < to; v++) {
                axpy(vectors[v][c], panel[c], sums[s][v], size);
            }
        }
    }

    private static void axpy2(float a, float[] x, float b, float[] y, float[] sum, int size) {
        for (int i = 0; i < size; i++) {
            sum[i] = Math.fma(b, y[i], Math.fma(a, x[i], sum[i]));
        }
    }

    private static void axpy(float a, float[] x, float[] sum, int size) {
        for (int i = 0; i < size; i++) {
            sum[i] = Math.fma(a, x[i], sum[i]);
        }
    }

    /** In the order of {@link Vectors#dot}. */
    private static void combine(float[][][] sums, int vector, float[] together, int size) {
        float[] s0 = sums[0][vector];
        float[] s1 = sums[1][vector];
        float[] s2 = sums[2][vector];
        float[] s3 = sums[3][vector];
        float[] s4 = sums[4][vector];
        float[] s5 = sums[5][vector];
        float[] s6 = sums[6][vector];
        float[] s7 = sums[7][vector];
        float[] tail = sums[SUMS][vector];
        for (int i = 0; i < size; i++) {
            together[i] = ((s0[i] + s1[i]) + (s2[i] + s3[i])) + ((s4[i] + s5[i]) + (s6[i] + s7[i])) + tail[i];
        }
    }
}
