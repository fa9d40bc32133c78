// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;

/**
 * Dense products of matrices held as arrays of rows, shaped so that the JIT compiler vectorises the inner loop.
 *
 * <p>C2 does not vectorise a float dot product (it may not reorder the sum), nor a long loop body, nor one whose arrays are
 * read at different offsets. The inner loop is therefore a multiple axpy over whole row arrays: four rows of C each gain two
 * scaled rows of B. Each element of C is a chain of fused multiply-adds over k ascending, whatever the blocking and the
 * concurrency, hence equal in all bits to the three-loop definition.
 */
public final class Gemm {

    /** Rows of B between two visits of the same row of C: 128 rows of 512 floats fit the L2 cache. */
    private static final int DEPTH = 128;

    static final int ROWS_PER_BLOCK = 64;

    private Gemm() {}

    /**
     * A B.
     *
     * @param a [m, k] rows
     * @param b [k, n] rows; n up to about a thousand keeps a row in the L1 cache
     * @return [m, n] rows
     */
    public static float[][] multiply(float[][] a, float[][] b, int concurrency, Monitor monitor) {
        int columns = b.length == 0 ? 0 : b[0].length;
        float[][] c = new float[a.length][];
        Parallel.forBlocks(a.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int row = from; row < to; row++) {
                Require.size("row of a", a[row].length, b.length);
                c[row] = new float[columns];
            }
            multiplyRows(a, b, c, from, to);
        });
        return c;
    }

    /** The same, where the rows of A B take the places of those of {@code a}: never more of both at once than a few blocks. */
    public static void multiplyInto(float[][] a, float[][] b, int concurrency, Monitor monitor) {
        int columns = b.length == 0 ? 0 : b[0].length;
        Parallel.forBlocks(a.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[][] rows = Arrays.copyOfRange(a, from, to);
            float[][] c = new float[rows.length][columns];
            multiplyRows(rows, b, c, 0, rows.length);
            System.arraycopy(c, 0, a, from, rows.length);
        });
    }

    /** Adds rows {@code from} to {@code to} (exclusive) of A B to the same rows of {@code c}, on the calling thread. */
    static void multiplyRows(float[][] a, float[][] b, float[][] c, int from, int to) {
        for (int depth = 0; depth < b.length; depth += DEPTH) {
            int end = Math.min(depth + DEPTH, b.length);
            int row = from;
            for (; row + 3 < to; row += 4) {
                int k = depth;
                for (; k + 1 < end; k += 2) {
                    axpy4x2(a[row], a[row + 1], a[row + 2], a[row + 3], k, b[k], b[k + 1], c, row);
                }
                if (k < end) {
                    axpy4x1(a[row], a[row + 1], a[row + 2], a[row + 3], k, b[k], c, row);
                }
            }
            for (; row < to; row++) {
                for (int k = depth; k < end; k++) {
                    Vectors.axpy(a[row][k], b[k], c[row]);
                }
            }
        }
    }

    /**
     * The Gram matrix Y' Y in double precision: products are summed as floats over 128 rows, and those sums as doubles.
     *
     * @param y [m, n] rows
     * @param n number of columns
     * @return [n, n] rows, symmetric
     */
    public static double[][] gram(float[][] y, int n, int concurrency, Monitor monitor) {
        double[][] gram = new double[n][n];
        Parallel.forBlocks(n, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            // columns from `from` on: the rest follows by symmetry
            float[][] left = new float[to - from][DEPTH];
            float[][] sums = new float[to - from][n];
            for (int depth = 0; depth < y.length; depth += DEPTH) {
                int end = Math.min(depth + DEPTH, y.length);
                float[][] right = new float[end - depth][];
                for (int k = depth; k < end; k++) {
                    right[k - depth] = y[k];
                    for (int i = from; i < to; i++) {
                        left[i - from][k - depth] = y[k][i];
                    }
                }
                multiplyRows(left, right, sums, 0, to - from);
                for (int i = from; i < to; i++) {
                    float[] sum = sums[i - from];
                    for (int j = from; j < n; j++) {
                        gram[i][j] += sum[j];
                    }
                    Arrays.fill(sum, 0);
                }
            }
        });
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = gram[j][i];
            }
        }
        return gram;
    }

    private static void axpy4x2(
            float[] a0, float[] a1, float[] a2, float[] a3, int k, float[] b0, float[] b1, float[][] c, int row) {
        float[] c0 = c[row];
        float[] c1 = c[row + 1];
        float[] c2 = c[row + 2];
        float[] c3 = c[row + 3];
        float a00 = a0[k];
        float a01 = a0[k + 1];
        float a10 = a1[k];
        float a11 = a1[k + 1];
        float a20 = a2[k];
        float a21 = a2[k + 1];
        float a30 = a3[k];
        float a31 = a3[k + 1];
        int n = b0.length;
        for (int j = 0; j < n; j++) {
            float x = b0[j];
            float y = b1[j];
            c0[j] = Math.fma(a01, y, Math.fma(a00, x, c0[j]));
            c1[j] = Math.fma(a11, y, Math.fma(a10, x, c1[j]));
            c2[j] = Math.fma(a21, y, Math.fma(a20, x, c2[j]));
            c3[j] = Math.fma(a31, y, Math.fma(a30, x, c3[j]));
        }
    }

    private static void axpy4x1(
            float[] a0, float[] a1, float[] a2, float[] a3, int k, float[] b, float[][] c, int row) {
        Vectors.axpy(a0[k], b, c[row]);
        Vectors.axpy(a1[k], b, c[row + 1]);
        Vectors.axpy(a2[k], b, c[row + 2]);
        Vectors.axpy(a3[k], b, c[row + 3]);
    }
}
