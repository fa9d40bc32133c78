// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;

/**
 * The part of the prior mean of factors that features tell: F B, with coefficients B drawn by Gibbs sampling.
 *
 * <p>B ~ N(0, (ridge * precision)^-1), so given the factors B has the mean of a ridge regression. A draw is the solution of
 * (F'F + ridge I) B = F'(R + E1) + sqrt(ridge) E2, where E1 and E2 are noise of the factors' precision: solved by conjugate
 * gradients, without ever forming the covariance (Simm et al. 2017, "Macau", equation 6).
 */
final class Link {

    private static final int MAX_ITERATIONS = 30;

    private static final double TOLERANCE = 1e-3;

    /** A ridge to begin with that lets features say little at first. */
    private static final double INITIAL_RIDGE = 10;

    private final FeatureMatrix features;
    private final int columns;
    private float[][] coefficients;
    private float[][] means;
    private double ridge = INITIAL_RIDGE;

    Link(FeatureMatrix features, int columns) {
        this.features = features;
        this.columns = columns;
        this.coefficients = new float[features.count()][columns];
        this.means = new float[features.rows()][columns];
    }

    /** B, [features, columns]; replaced, never changed, by the next draw. */
    float[][] coefficients() {
        return coefficients;
    }

    /** F B, [rows, columns]. */
    float[][] means() {
        return means;
    }

    /** Draws B given {@code rest}, what F B is to explain, and then the ridge given B. {@code rest} is overwritten. */
    void draw(float[][] rest, double[] precision, SplittableRandom random, int concurrency, Monitor monitor) {
        addNoise(rest, precision, 1, random);
        float[][] side = features.transposedTimes(rest, columns, concurrency, monitor);
        addNoise(side, precision, Math.sqrt(ridge), random);
        coefficients = solve(side, concurrency, monitor);
        means = features.times(coefficients, columns, concurrency, monitor);
        double squares = 0;
        for (float[] row : coefficients) {
            for (int c = 0; c < columns; c++) {
                squares += precision[c] * row[c] * row[c];
            }
        }
        double shape = 1 + 0.5 * features.count() * columns;
        ridge = Math.min(1e6, Distributions.gamma(shape, 0.1 + 0.5 * squares, random));
    }

    private void addNoise(float[][] rows, double[] precision, double scale, SplittableRandom random) {
        for (float[] row : rows) {
            for (int c = 0; c < columns; c++) {
                row[c] += (float) (scale / Math.sqrt(precision[c]) * random.nextGaussian());
            }
        }
    }

    /** (F'F + ridge I)^-1 side, by conjugate gradients for all columns side by side; {@code side} is overwritten. */
    float[][] solve(float[][] side, int concurrency, Monitor monitor) {
        float[][] solution = new float[side.length][columns];
        float[][] direction = new float[side.length][];
        for (int row = 0; row < side.length; row++) {
            direction[row] = side[row].clone();
        }
        double[] residual = products(side, side);
        double[] target = new double[columns];
        for (int c = 0; c < columns; c++) {
            target[c] = TOLERANCE * TOLERANCE * residual[c];
        }
        for (int iteration = 0; iteration < MAX_ITERATIONS && anyAbove(residual, target); iteration++) {
            float[][] image = features.gramTimes(direction, columns, concurrency, monitor);
            for (int row = 0; row < image.length; row++) {
                for (int c = 0; c < columns; c++) {
                    image[row][c] += (float) ridge * direction[row][c];
                }
            }
            float[] step = ratios(residual, products(direction, image));
            for (int row = 0; row < side.length; row++) {
                for (int c = 0; c < columns; c++) {
                    solution[row][c] += step[c] * direction[row][c];
                    side[row][c] -= step[c] * image[row][c];
                }
            }
            double[] next = products(side, side);
            float[] momentum = ratios(next, residual);
            for (int row = 0; row < side.length; row++) {
                for (int c = 0; c < columns; c++) {
                    direction[row][c] = side[row][c] + momentum[c] * direction[row][c];
                }
            }
            residual = next;
        }
        return solution;
    }

    private double[] products(float[][] left, float[][] right) {
        double[] sums = new double[columns];
        for (int row = 0; row < left.length; row++) {
            for (int c = 0; c < columns; c++) {
                sums[c] += (double) left[row][c] * right[row][c];
            }
        }
        return sums;
    }

    private static boolean anyAbove(double[] values, double[] limits) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] > limits[i]) {
                return true;
            }
        }
        return false;
    }

    private static float[] ratios(double[] above, double[] below) {
        float[] ratios = new float[above.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = below[i] > 0 ? (float) (above[i] / below[i]) : 0;
        }
        return ratios;
    }
}
