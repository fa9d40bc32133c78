// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;

/**
 * The largest singular values and right singular vectors of a large linear operator, approximately.
 *
 * <p>Randomised subspace iteration: Halko, Martinsson and Tropp, "Finding structure with randomness" (2011), algorithms 4.4
 * and 5.1. From a Gaussian start Y = A Omega, repeat Q = orth(Y), Y = A A' Q; then B = A' Q and the eigenvectors W of B' B
 * give the singular values sigma and V = B W / sigma. The basis is orthonormalised by a Cholesky factorisation of its Gram
 * matrix with pivoting: all of it dense products, and dependent columns are dropped.
 *
 * <p>Time: 2 (iterations + 1) sparse products with rank + OVERSAMPLING columns, and as many dense products. The error of a
 * direction falls with (sigma_{l+1} / sigma_i)^(2 iterations + 1), l being the rank and the oversampling together.
 */
public final class RandomizedSvd {

    /** Directions sketched beyond the rank wanted. */
    public static final int OVERSAMPLING = 32;

    /** A column whose remainder (squared) is below this share of the largest is noise at float precision, and is dropped. */
    private static final double DEPENDENT = 1e-6;

    /** A row of a matrix, beyond its values. */
    private static final int ROW_BYTES = 24;

    private final float[] singularValues;
    private final float[][] rightVectors;

    private RandomizedSvd(float[] singularValues, float[][] rightVectors) {
        this.singularValues = singularValues;
        this.rightVectors = rightVectors;
    }

    /** A matrix known by its products with dense ones, which are given and returned as rows. */
    public interface Operator {
        /** The number of rows of A. */
        int rows();

        /** The number of columns of A. */
        int columns();

        /** A X, where X has {@link #columns} rows of the size {@code width}. */
        float[][] multiply(float[][] x, int width);

        /** A' X, where X has {@link #rows} rows of the size {@code width}. */
        float[][] multiplyTransposed(float[][] x, int width);
    }

    /**
     * Decomposes {@code a}.
     *
     * @param rank number of singular values wanted, at least 0; fewer come back when the rank of A is lower
     * @param iterations power iterations, at least 0; 2 suffice when directions near the cut-off need not be exact
     */
    public static RandomizedSvd of(
            Operator a, int rank, int iterations, long randomSeed, int concurrency, Monitor monitor) {
        Require.atLeast("rank", rank, 0);
        Require.atLeast("iterations", iterations, 0);
        int width = Math.min(rank + OVERSAMPLING, Math.min(a.rows(), a.columns()));
        if (rank == 0 || width == 0) {
            return none(a);
        }
        float[][] b = sketched(a, width, iterations, randomSeed, concurrency, monitor);
        return b[0].length == 0 ? none(a) : rayleighRitz(b, rank, concurrency, monitor.withoutProgress());
    }

    /** B = A' Q, without columns where A is zero. */
    private static float[][] sketched(
            Operator a, int columns, int iterations, long randomSeed, int concurrency, Monitor monitor) {
        Monitor quiet = monitor.withoutProgress();
        float[][] q = a.multiply(gaussian(a.columns(), columns, randomSeed), columns);
        monitor.advance(1);
        for (int i = 0; i < iterations; i++) {
            int width = orthonormalise(q, concurrency, quiet);
            float[][] z = a.multiplyTransposed(q, width);
            q = null; // it takes much, and so does what takes its place
            monitor.advance(1);
            q = a.multiply(z, width);
            monitor.advance(1);
        }
        // twice: one pass leaves errors where columns were nearly dependent
        orthonormalise(q, concurrency, quiet);
        int width = orthonormalise(q, concurrency, quiet);
        if (width == 0) {
            return new float[a.columns()][0];
        }
        float[][] b = a.multiplyTransposed(q, width);
        monitor.advance(1);
        return b;
    }

    /**
     * The heap of a decomposition of a sparse matrix at its peak, in bytes: the sketch on both sides, the products of blocks, and a few
     * matrices as wide as it.
     *
     * @param rank wanted
     */
    public static long bytes(long rows, long columns, long rank, int concurrency) {
        long width = Math.min(rank + OVERSAMPLING, Math.min(rows, columns));
        return (rows + columns + concurrency * (long) Gemm.ROWS_PER_BLOCK) * (width * Float.BYTES + ROW_BYTES)
                + 6 * width * width * Double.BYTES;
    }

    /** The products with A or its transpose that {@link #of} makes, which is the work it reports to its monitor. */
    public static int products(int iterations) {
        return 2 * iterations + 2;
    }

    private static RandomizedSvd none(Operator a) {
        return new RandomizedSvd(new float[0], new float[a.columns()][0]);
    }

    /** The singular values, descending. */
    public float[] singularValues() {
        return singularValues;
    }

    /** The right singular vectors as columns: one row for each column of A, as wide as there are singular values. */
    public float[][] rightVectors() {
        return rightVectors;
    }

    /** From B = A' Q, which becomes V: with B' B = W Lambda W', sigma = sqrt(Lambda) and V = B W / sigma. */
    private static RandomizedSvd rayleighRitz(float[][] b, int rank, int concurrency, Monitor monitor) {
        int width = b[0].length;
        SymmetricEigen eigen = SymmetricEigen.of(Gemm.gram(b, width, concurrency, monitor), monitor);
        int kept = 0;
        while (kept < Math.min(rank, width) && eigen.values()[kept] > DEPENDENT * eigen.values()[0]) {
            kept++;
        }
        float[] sigma = new float[kept];
        float[][] scaled = new float[width][kept]; // W / sigma
        for (int i = 0; i < kept; i++) {
            double value = Math.sqrt(eigen.values()[i]);
            sigma[i] = (float) value;
            for (int row = 0; row < width; row++) {
                scaled[row][i] = (float) (eigen.vectors()[i][row] / value);
            }
        }
        Gemm.multiplyInto(b, scaled, concurrency, monitor);
        return new RandomizedSvd(sigma, b);
    }

    /**
     * Replaces Y by a basis of its columns: Y P R^-1, with the pivoted Cholesky factorisation P' Y'Y P = R' R of the leading part.
     *
     * @return the size of the basis
     */
    static int orthonormalise(float[][] y, int concurrency, Monitor monitor) {
        int n = y[0].length;
        if (n == 0) {
            return 0;
        }
        double[][] gram = Gemm.gram(y, n, concurrency, monitor);
        int[] pivots = new int[n];
        double[][] lower = new double[n][];
        int kept = pivotedCholesky(gram, pivots, lower);
        float[][] inverse = new float[n][kept]; // row pivots[i] holds row i of R^-1
        for (int column = 0; column < kept; column++) {
            double[] x = new double[column + 1]; // R x = e_column, R = lower'
            for (int i = column; i >= 0; i--) {
                double sum = i == column ? 1 : 0;
                for (int k = i + 1; k <= column; k++) {
                    sum -= lower[k][i] * x[k];
                }
                x[i] = sum / lower[i][i];
                inverse[pivots[i]][column] = (float) x[i];
            }
        }
        Gemm.multiplyInto(y, inverse, concurrency, monitor);
        return kept;
    }

    /** Fills {@code lower} with the rows of L in pivot order and returns how many columns are independent. */
    private static int pivotedCholesky(double[][] gram, int[] pivots, double[][] lower) {
        int n = gram.length;
        double[] remainder = new double[n];
        double[][] rows = new double[n][n]; // row of each column of Y, filled from the left
        double largest = 0;
        for (int i = 0; i < n; i++) {
            remainder[i] = gram[i][i];
            largest = Math.max(largest, remainder[i]);
        }
        for (int step = 0; step < n; step++) {
            int pivot = -1;
            for (int i = 0; i < n; i++) {
                if (remainder[i] > DEPENDENT * largest && (pivot < 0 || remainder[i] > remainder[pivot])) {
                    pivot = i;
                }
            }
            if (pivot < 0) {
                return step;
            }
            double diagonal = Math.sqrt(remainder[pivot]);
            double[] chosen = rows[pivot];
            remainder[pivot] = 0;
            for (int i = 0; i < n; i++) {
                if (remainder[i] > 0) {
                    double value = (gram[i][pivot] - dot(rows[i], chosen, step)) / diagonal;
                    rows[i][step] = value;
                    remainder[i] = Math.max(0, remainder[i] - value * value);
                }
            }
            chosen[step] = diagonal;
            pivots[step] = pivot;
            lower[step] = chosen;
        }
        return n;
    }

    private static double dot(double[] a, double[] b, int size) {
        double even = 0;
        double odd = 0;
        int i = 0;
        for (; i + 1 < size; i += 2) {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }
        return even + odd + (i < size ? a[i] * b[i] : 0);
    }

    private static float[][] gaussian(int rows, int columns, long randomSeed) {
        SplittableRandom random = new SplittableRandom(randomSeed);
        float[][] omega = new float[rows][columns];
        for (float[] row : omega) {
            for (int i = 0; i < columns; i += 2) { // Box and Muller: two at a time
                double radius = Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
                double angle = 2 * Math.PI * random.nextDouble();
                row[i] = (float) (radius * StrictMath.cos(angle));
                if (i + 1 < columns) {
                    row[i + 1] = (float) (radius * StrictMath.sin(angle));
                }
            }
        }
        return omega;
    }
}
