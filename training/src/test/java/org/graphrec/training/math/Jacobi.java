// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;

/** The cyclic Jacobi method, slow and simple: the reference for {@link SymmetricEigen} and {@link RandomizedSvd}. */
final class Jacobi {

    private Jacobi() {}

    /** The eigenvalues of a symmetric matrix, descending. */
    static double[] eigenvalues(double[][] symmetric) {
        int n = symmetric.length;
        double[][] a = Arrays.stream(symmetric).map(double[]::clone).toArray(double[][]::new);
        for (int sweep = 0; sweep < 50; sweep++) {
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotate(a, p, q);
                }
            }
        }
        double[] ascending = new double[n];
        Arrays.setAll(ascending, i -> -a[i][i]);
        Arrays.sort(ascending);
        return Arrays.stream(ascending).map(value -> -value).toArray();
    }

    private static void rotate(double[][] a, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double angle = 0.5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
        double cosine = Math.cos(angle);
        double sine = Math.sin(angle);
        for (int k = 0; k < a.length; k++) {
            double x = a[k][p];
            double y = a[k][q];
            a[k][p] = cosine * x - sine * y;
            a[k][q] = sine * x + cosine * y;
        }
        for (int k = 0; k < a.length; k++) {
            double x = a[p][k];
            double y = a[q][k];
            a[p][k] = cosine * x - sine * y;
            a[q][k] = sine * x + cosine * y;
        }
    }
}
