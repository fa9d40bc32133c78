// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.Monitor;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;

/** The vectors of the items' texts less their mean; an item without text has zeros, so that nothing is known of it. */
final class TextFeatures implements FeatureMatrix {

    private final float[][] rows;
    private final float[][] columns;
    private final float[] mean;
    private float[][] gram; // F' F, made when it is first asked for

    /** Of [items, dimension] unit rows or zero rows. */
    TextFeatures(Matrix vectors) {
        int dimension = vectors.columns();
        double[] sums = new double[dimension];
        int described = 0;
        rows = new float[vectors.rows()][dimension];
        for (int row = 0; row < rows.length; row++) {
            for (int d = 0; d < dimension; d++) {
                rows[row][d] = vectors.at(row, d);
                sums[d] += vectors.at(row, d);
            }
            boolean any = described(rows[row]);
            described += any ? 1 : 0;
            rows[row] = any ? rows[row] : null;
        }
        mean = new float[dimension];
        for (int d = 0; d < dimension; d++) {
            mean[d] = (float) (sums[d] / Math.max(1, described));
        }
        columns = new float[dimension][rows.length];
        for (int row = 0; row < rows.length; row++) {
            boolean any = rows[row] != null;
            rows[row] = any ? rows[row] : new float[dimension];
            for (int d = 0; d < dimension && any; d++) {
                rows[row][d] -= mean[d];
                columns[d][row] = rows[row][d];
            }
        }
    }

    /** Whether a vector is that of a text: zeros are not. */
    static boolean described(float[] vector) {
        for (float value : vector) {
            if (value != 0) {
                return true;
            }
        }
        return false;
    }

    /** What was taken from every text, [dimension]. */
    float[] mean() {
        return mean;
    }

    /** [items, dimension]. */
    float[][] vectors() {
        return rows;
    }

    @Override
    public int rows() {
        return rows.length;
    }

    @Override
    public int count() {
        return columns.length;
    }

    /** Of many rows the Gram matrix is the shorter way, and it is the same at every step of every draw. */
    @Override
    public float[][] gramTimes(float[][] coefficients, int width, int concurrency, Monitor monitor) {
        if (rows() < 2 * count()) {
            return FeatureMatrix.super.gramTimes(coefficients, width, concurrency, monitor);
        }
        return Gemm.multiply(gram(concurrency, monitor), coefficients, concurrency, monitor);
    }

    private synchronized float[][] gram(int concurrency, Monitor monitor) {
        if (gram == null) {
            double[][] sums = Gemm.gram(rows, count(), concurrency, monitor);
            gram = new float[count()][count()];
            for (int i = 0; i < gram.length; i++) {
                for (int j = 0; j < gram.length; j++) {
                    gram[i][j] = (float) sums[i][j];
                }
            }
        }
        return gram;
    }

    @Override
    public float[][] times(float[][] coefficients, int width, int concurrency, Monitor monitor) {
        return Gemm.multiply(rows, coefficients, concurrency, monitor);
    }

    @Override
    public float[][] transposedTimes(float[][] values, int width, int concurrency, Monitor monitor) {
        return Gemm.multiply(columns, values, concurrency, monitor);
    }
}
