// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/**
 * Ridge regression in closed form: by Cholesky's factors where the matrix is small, by conjugate gradients, which come to
 * the same solution, where it is large and sparse.
 *
 * <p>Source: Hoerl and Kennard (1970); Hestenes and Stiefel (1952), with the diagonal as preconditioner.
 */
final class Ridge {

    /** Columns solved together. */
    private static final int BLOCK = 32;

    /** On texts of a shop, what more rounds change is below 0.0001 of the mean cosine. */
    private static final int ROUNDS = 10;

    private Ridge() {}

    /**
     * The solution X of {@code (gram + penalty I) X = right}.
     *
     * @param gram {@code [size, size]}, symmetric, not negative
     * @param right {@code [size, columns]}
     */
    static float[] solve(float[] gram, int size, double penalty, float[] right, int columns, Computation computation) {
        double[][] factor = factor(gram, size, penalty);
        float[] solution = new float[size * columns];
        computation.forEach(columns, c -> {
            double[] x = new double[size];
            for (int i = 0; i < size; i++) {
                double sum = right[i * columns + c];
                for (int j = 0; j < i; j++) {
                    sum -= factor[i][j] * x[j];
                }
                x[i] = sum / factor[i][i];
            }
            for (int i = size - 1; i >= 0; i--) {
                x[i] /= factor[i][i];
                for (int j = 0; j < i; j++) {
                    x[j] -= factor[i][j] * x[i];
                }
            }
            for (int i = 0; i < size; i++) {
                solution[i * columns + c] = (float) x[i];
            }
        });
        return solution;
    }

    /** The lower triangle of Cholesky's factor. */
    private static double[][] factor(float[] gram, int size, double penalty) {
        double[][] factor = new double[size][];
        for (int i = 0; i < size; i++) {
            factor[i] = new double[i + 1];
            for (int j = 0; j <= i; j++) {
                double sum = gram[i * size + j] + (i == j ? penalty : 0);
                for (int k = 0; k < j; k++) {
                    sum -= factor[i][k] * factor[j][k];
                }
                factor[i][j] = i == j ? Math.sqrt(Math.max(sum, 1e-9)) : sum / factor[j][j];
            }
        }
        return factor;
    }

    /**
     * The solution X of {@code (A'A + penalty I) X = A'B}.
     *
     * @param a {@code [rows, width]}
     * @param turned the same transposed
     * @param b {@code [rows, columns]}
     * @return {@code [width, columns]}
     */
    static float[] solve(
            SparseRows a, SparseRows turned, float penalty, float[] b, int columns, Computation computation) {
        float[] solution = new float[a.width() * columns];
        computation.forEach((columns + BLOCK - 1) / BLOCK, unit -> {
            int first = unit * BLOCK;
            int size = Math.min(BLOCK, columns - first);
            float[] part = new float[a.rows() * size];
            for (int r = 0; r < a.rows(); r++) {
                System.arraycopy(b, r * columns + first, part, r * size, size);
            }
            float[] solved = gradients(a, turned, penalty, part, size, computation);
            for (int w = 0; w < a.width(); w++) {
                System.arraycopy(solved, w * size, solution, w * columns + first, size);
            }
        });
        return solution;
    }

    private static float[] gradients(
            SparseRows a, SparseRows turned, float penalty, float[] b, int size, Computation computation) {
        int width = a.width();
        float[] x = new float[width * size];
        float[] residual = new float[x.length];
        turned.times(b, size, residual, 0, width);
        float[] scale = new float[width];
        for (int w = 0; w < width; w++) {
            scale[w] = 1 / (turned.squares(w) + penalty);
        }
        float[] direction = new float[x.length];
        float[] image = new float[x.length];
        float[] seen = b; // not needed any more
        double[] before = new double[size];
        for (int round = 0; round < ROUNDS && !computation.stopped(); round++) {
            double[] now = scaledSquares(residual, scale, size);
            float[] keep = round == 0 ? new float[size] : ratios(now, before);
            for (int w = 0; w < width; w++) {
                for (int c = 0, at = w * size; c < size; c++, at++) {
                    direction[at] = scale[w] * residual[at] + keep[c] * direction[at];
                }
            }
            a.times(direction, size, seen, 0, a.rows());
            turned.times(seen, size, image, 0, width);
            double[] along = new double[size];
            for (int w = 0; w < width; w++) {
                for (int c = 0, at = w * size; c < size; c++, at++) {
                    image[at] += penalty * direction[at];
                    along[c] += (double) image[at] * direction[at];
                }
            }
            float[] step = ratios(now, along);
            for (int w = 0; w < width; w++) {
                for (int c = 0, at = w * size; c < size; c++, at++) {
                    x[at] += step[c] * direction[at];
                    residual[at] -= step[c] * image[at];
                }
            }
            before = now;
        }
        return x;
    }

    private static double[] scaledSquares(float[] residual, float[] scale, int size) {
        double[] sums = new double[size];
        for (int w = 0; w < scale.length; w++) {
            for (int c = 0; c < size; c++) {
                float value = residual[w * size + c];
                sums[c] += (double) value * value * scale[w];
            }
        }
        return sums;
    }

    /** 0 where nothing is left to do. */
    private static float[] ratios(double[] above, double[] below) {
        float[] ratios = new float[above.length];
        for (int c = 0; c < ratios.length; c++) {
            ratios[c] = below[c] > 0 ? (float) (above[c] / below[c]) : 0;
        }
        return ratios;
    }
}
