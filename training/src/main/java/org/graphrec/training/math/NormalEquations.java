// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.random.RandomGenerator;
import org.graphrec.training.Require;

/**
 * One weighted ridge regression at a time: the matrix A = base + sum of w y y', factorised as U'U (Cholesky) and solved.
 *
 * <p>Only the upper triangle is kept, as an array per row, and every inner loop runs along whole rows, the form C2 vectorises.
 * Sums are taken in the order of {@link #add}, so equal calls give equal bits. Not for use by several threads.
 */
public final class NormalEquations {

    /** Rows of the design added in one pass over A, which is then read and written a quarter as often. */
    private static final int PENDING = 4;

    private final float[][] upper;
    private final float[][] pending = new float[PENDING][];
    private final float[] weights = new float[PENDING];
    private int waiting;

    /** For {@code size} unknowns, at least 0. */
    public NormalEquations(int size) {
        upper = new float[Require.atLeast("size", size, 0)][size];
    }

    /** Starts anew with A = {@code base} + {@code ridge} I; of {@code base} only the upper triangle is read. */
    public void reset(float[][] base, float ridge) {
        waiting = 0;
        for (int row = 0; row < upper.length; row++) {
            System.arraycopy(base[row], row, upper[row], row, upper.length - row);
            upper[row][row] += ridge;
        }
    }

    /** A += {@code weight} y y'. The array is read later: it must not change before {@link #factorise}. */
    public void add(float[] y, float weight) {
        pending[waiting] = y;
        weights[waiting] = weight;
        waiting++;
        if (waiting == PENDING) {
            addFour();
        }
    }

    private void addFour() {
        float[] y0 = pending[0];
        float[] y1 = pending[1];
        float[] y2 = pending[2];
        float[] y3 = pending[3];
        for (int row = 0; row < upper.length; row++) {
            add(
                    weights[0] * y0[row],
                    y0,
                    weights[1] * y1[row],
                    y1,
                    weights[2] * y2[row],
                    y2,
                    weights[3] * y3[row],
                    y3,
                    row,
                    upper[row]);
        }
        waiting = 0;
    }

    private static void add(
            float a, float[] x, float b, float[] y, float c, float[] z, float d, float[] w, int from, float[] sum) {
        int size = sum.length;
        for (int i = from; i < size; i++) {
            sum[i] = Math.fma(d, w[i], Math.fma(c, z[i], Math.fma(b, y[i], Math.fma(a, x[i], sum[i]))));
        }
    }

    /**
     * Replaces A by its factor U, as {@link #solve} needs it.
     *
     * @throws ArithmeticException when A is not positive definite
     */
    public void factorise() {
        for (int i = 0; i < waiting; i++) {
            for (int row = 0; row < upper.length; row++) {
                axpy(weights[i] * pending[i][row], pending[i], row, upper[row]);
            }
        }
        waiting = 0;
        for (int pivot = 0; pivot < upper.length; pivot++) {
            float[] row = upper[pivot];
            if (!(row[pivot] > 0)) {
                throw new ArithmeticException("The normal equations are not positive definite: pivot " + row[pivot]);
            }
            float scale = (float) (1 / Math.sqrt(row[pivot]));
            for (int i = pivot; i < row.length; i++) {
                row[i] *= scale;
            }
            for (int below = pivot + 1; below < upper.length; below++) {
                axpy(-row[below], row, below, upper[below]);
            }
        }
    }

    /** Overwrites the right side {@code x} with A^-1 x. */
    public void solve(float[] x) {
        forward(x);
        backward(x);
    }

    /** Overwrites {@code x} with a draw from the normal distribution with mean A^-1 x and covariance A^-1. */
    public void sample(float[] x, RandomGenerator random) {
        forward(x);
        for (int i = 0; i < x.length; i++) {
            x[i] += (float) random.nextGaussian();
        }
        backward(x);
    }

    /** U'z = x. */
    private void forward(float[] x) {
        Require.size("x", x.length, upper.length);
        for (int i = 0; i < x.length; i++) {
            x[i] /= upper[i][i];
            axpy(-x[i], upper[i], i + 1, x);
        }
    }

    /** Ux = z. */
    private void backward(float[] x) {
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] = (x[i] - Vectors.dot(upper[i], i + 1, x, i + 1, x.length - i - 1)) / upper[i][i];
        }
    }

    private static void axpy(float alpha, float[] x, int from, float[] y) {
        int size = y.length;
        for (int i = from; i < size; i++) {
            y[i] = Math.fma(alpha, x[i], y[i]);
        }
    }

    /** The upper triangle of {@code scale} times a Gram matrix, as {@link #reset} takes it. */
    public static float[][] scaled(double[][] gram, double scale) {
        float[][] rows = new float[gram.length][gram.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = row; column < rows.length; column++) {
                rows[row][column] = (float) (scale * gram[row][column]);
            }
        }
        return rows;
    }
}
