// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

/** A small symmetric positive definite matrix, factorised. */
final class Cholesky {
    private static final double SINGULAR = 1e-9;

    private final double[][] lower; // null where the matrix is singular

    Cholesky(double[][] matrix) {
        lower = factor(matrix);
    }

    private static double[][] factor(double[][] matrix) {
        int size = matrix.length;
        double[][] lower = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i > j) {
                    lower[i][j] = sum / lower[j][j];
                } else if (sum > SINGULAR * Math.max(1, matrix[i][i])) {
                    lower[i][i] = Math.sqrt(sum);
                } else {
                    return null;
                }
            }
        }
        return lower;
    }

    /** What the matrix makes this right side of; null where the matrix is singular. */
    double[] solve(double[] right) {
        if (lower == null) {
            return null;
        }
        double[] x = right.clone();
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < x.length; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }
}
