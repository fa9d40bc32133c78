// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;
import org.graphrec.training.Monitor;

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix, in double precision.
 *
 * <p>Householder reduction to tridiagonal form, then the QL algorithm with implicit shifts (Golub and Van Loan, Matrix
 * Computations, sections 8.3.1 and 8.3.5). About 6 n^3 operations; meant for n up to about a thousand. The eigenvectors are
 * held as rows, so that the rotations run along arrays.
 */
public final class SymmetricEigen {

    private static final int MAX_SWEEPS = 60;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes {@code symmetric}, of which only the lower triangle is read; it is not changed.
     *
     * @throws ArithmeticException when an element is not finite
     */
    public static SymmetricEigen of(double[][] symmetric, Monitor monitor) {
        int n = symmetric.length;
        double[][] a = new double[n][];
        for (int i = 0; i < n; i++) {
            a[i] = symmetric[i].clone();
            for (int j = 0; j <= i; j++) {
                if (!Double.isFinite(a[i][j])) {
                    throw new ArithmeticException("The matrix to decompose has an element that is not finite.");
                }
            }
        }
        double[] diagonal = new double[n];
        double[] below = new double[n];
        double[][] vectors = tridiagonalise(a, diagonal, below, monitor);
        diagonalise(diagonal, below, vectors, monitor);
        return sorted(diagonal, vectors);
    }

    /** The eigenvalues, descending. */
    public double[] values() {
        return values;
    }

    /** The eigenvectors as rows, unit length, in the order of the values. */
    public double[][] vectors() {
        return vectors;
    }

    /**
     * Reduces {@code a} by reflections H = I - v v' / h, last row first. Fills the diagonal and, from index 1 on, the elements
     * below it. Returns Q' (rows), where A = Q T Q'.
     */
    private static double[][] tridiagonalise(double[][] a, double[] diagonal, double[] below, Monitor monitor) {
        int n = a.length;
        double[] halfNorm = new double[n]; // h of the reflection kept in row i; 0 means none
        for (int i = n - 1; i > 0; i--) {
            monitor.assertRunning();
            double[] v = a[i];
            double squares = 0;
            for (int k = 0; k < i - 1; k++) {
                squares += v[k] * v[k];
            }
            if (squares == 0) {
                below[i] = v[i - 1];
                continue;
            }
            double corner = v[i - 1];
            double length = Math.copySign(Math.sqrt(squares + corner * corner), -corner);
            below[i] = length;
            v[i - 1] = corner - length;
            double h = length * (length - corner);
            halfNorm[i] = h;
            reflect(a, v, h, i);
        }
        for (int i = 0; i < n; i++) {
            diagonal[i] = a[i][i];
        }
        return accumulate(a, halfNorm);
    }

    /** A <- H A H on the leading i x i block, lower triangle: A - v q' - q v', with p = A v / h, q = p - (v'p / 2h) v. */
    private static void reflect(double[][] a, double[] v, double h, int i) {
        double[] p = new double[i];
        for (int row = 0; row < i; row++) {
            double[] ar = a[row];
            double vr = v[row];
            double sum = ar[row] * vr;
            for (int k = 0; k < row; k++) {
                sum += ar[k] * v[k];
                p[k] += ar[k] * vr;
            }
            p[row] += sum;
        }
        double vp = 0;
        for (int k = 0; k < i; k++) {
            p[k] /= h;
            vp += v[k] * p[k];
        }
        double half = vp / (2 * h);
        for (int k = 0; k < i; k++) {
            p[k] -= half * v[k];
        }
        for (int row = 0; row < i; row++) {
            double[] ar = a[row];
            double vr = v[row];
            double pr = p[row];
            for (int k = 0; k <= row; k++) {
                ar[k] -= vr * p[k] + pr * v[k];
            }
        }
    }

    /** Q' as rows: A = H_{n-1} ... H_1 T H_1 ... H_{n-1}, so Q' is the product H_1 ... H_{n-1}, built from the small end. */
    private static double[][] accumulate(double[][] a, double[] halfNorm) {
        int n = a.length;
        double[][] q = new double[n][n];
        for (int i = 0; i < n; i++) {
            q[i][i] = 1;
        }
        for (int i = 1; i < n; i++) {
            double h = halfNorm[i];
            if (h == 0) {
                continue;
            }
            double[] v = a[i];
            for (int row = 0; row < i; row++) { // only the leading block differs from the identity
                double[] qr = q[row];
                double dot = 0;
                for (int k = 0; k < i; k++) {
                    dot += qr[k] * v[k];
                }
                double scale = dot / h;
                for (int k = 0; k < i; k++) {
                    qr[k] -= scale * v[k];
                }
            }
        }
        return q;
    }

    /** Implicit QL on the tridiagonal matrix; rotates the rows of {@code z} along. */
    private static void diagonalise(double[] d, double[] e, double[][] z, Monitor monitor) {
        int n = d.length;
        for (int i = 1; i < n; i++) {
            e[i - 1] = e[i];
        }
        if (n > 0) {
            e[n - 1] = 0;
        }
        for (int l = 0; l < n; l++) {
            monitor.assertRunning();
            for (int sweep = 0; ; sweep++) {
                int m = l;
                while (m < n - 1 && Math.abs(e[m]) > Math.ulp(1.0) * (Math.abs(d[m]) + Math.abs(d[m + 1]))) {
                    m++;
                }
                if (m == l) {
                    break;
                }
                if (sweep == MAX_SWEEPS) {
                    throw new ArithmeticException("The QL algorithm did not converge.");
                }
                sweep(d, e, z, l, m);
            }
        }
    }

    private static void sweep(double[] d, double[] e, double[][] z, int l, int m) {
        double g = (d[l + 1] - d[l]) / (2 * e[l]);
        double r = Math.hypot(g, 1);
        g = d[m] - d[l] + e[l] / (g + Math.copySign(r, g)); // d[m] - shift
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = m - 1; i >= l; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            r = Math.hypot(f, g);
            e[i + 1] = r;
            if (r == 0) { // an exact split: undo the shift and start over
                d[i + 1] -= p;
                e[m] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - p;
            r = (d[i] - g) * sine + 2 * cosine * b;
            p = sine * r;
            d[i + 1] = g + p;
            g = cosine * r - b;
            rotate(z[i], z[i + 1], sine, cosine);
        }
        d[l] -= p;
        e[l] = g;
        e[m] = 0;
    }

    private static void rotate(double[] low, double[] high, double sine, double cosine) {
        for (int k = 0; k < low.length; k++) {
            double x = high[k];
            double y = low[k];
            high[k] = sine * y + cosine * x;
            low[k] = cosine * y - sine * x;
        }
    }

    private static SymmetricEigen sorted(double[] values, double[][] vectors) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(values[j], values[i]));
        double[] sortedValues = new double[values.length];
        double[][] sortedVectors = new double[values.length][];
        for (int i = 0; i < order.length; i++) {
            sortedValues[i] = values[order[i]];
            sortedVectors[i] = vectors[order[i]];
        }
        return new SymmetricEigen(sortedValues, sortedVectors);
    }
}
