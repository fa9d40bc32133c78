// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Vectors;

/**
 * The loss of multinomial logistic regression: the weighted mean of -log p(class of a row), p = softmax(W x + b), plus penalty / 2
 * times the squared weights. Convex; biases are not penalised.
 *
 * <p>Parameters are the rows of W, one a class, and then b. Rows are summed in blocks that depend on their number alone, so that
 * the bits do not depend on the concurrency.
 */
final class SoftmaxRegression implements Objective {

    private static final int FEWEST_ROWS_PER_BLOCK = 64;

    /** Partial gradients held at once. */
    private static final int MOST_BLOCKS = 64;

    private final float[][] rows;
    private final int[] classOf;
    private final int classes;
    private final int dimension;
    private final double[] classWeights;
    private final double penalty;
    private final int concurrency;
    private final Monitor monitor;

    /**
     * A loss over these arrays, which are not copied.
     *
     * @param rows [rows, dimension]
     * @param classOf class of each row
     * @param classWeights what a row of each class counts
     */
    SoftmaxRegression(
            float[][] rows,
            int[] classOf,
            int dimension,
            double[] classWeights,
            double penalty,
            int concurrency,
            Monitor monitor) {
        this.rows = rows;
        this.classOf = classOf;
        this.classes = classWeights.length;
        this.dimension = dimension;
        this.classWeights = classWeights;
        this.penalty = penalty;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    @Override
    public int size() {
        return classes * (dimension + 1);
    }

    @Override
    public double value(double[] point, double[] gradient) {
        float[][] weights = weights(point, classes, dimension);
        int blockSize = Math.max(FEWEST_ROWS_PER_BLOCK, (rows.length + MOST_BLOCKS - 1) / MOST_BLOCKS);
        int blocks = (rows.length + blockSize - 1) / blockSize;
        float[][][] sums = new float[blocks][][];
        double[][] scalars = new double[blocks][];
        Parallel.forBlocks(rows.length, blockSize, concurrency, monitor, (from, to) -> {
            int block = from / blockSize;
            sums[block] = new float[classes][dimension];
            scalars[block] = new double[classes + 2];
            add(weights, point, from, to, sums[block], scalars[block]);
        });
        Arrays.fill(gradient, 0);
        double loss = 0;
        double weight = 0;
        for (int block = 0; block < blocks; block++) {
            for (int c = 0; c < classes; c++) {
                for (int d = 0; d < dimension; d++) {
                    gradient[c * dimension + d] += sums[block][c][d];
                }
                gradient[classes * dimension + c] += scalars[block][c];
            }
            loss += scalars[block][classes];
            weight += scalars[block][classes + 1];
        }
        double scale = weight == 0 ? 0 : 1 / weight;
        double squares = 0;
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= scale;
            if (i < classes * dimension) {
                gradient[i] += penalty * point[i];
                squares += point[i] * point[i];
            }
        }
        return loss * scale + penalty / 2 * squares;
    }

    /** Adds the rows' gradients by W; by b, their loss and their weight to {@code scalars}. */
    private void add(float[][] weights, double[] point, int from, int to, float[][] sums, double[] scalars) {
        double[] p = new double[classes];
        for (int row = from; row < to; row++) {
            double loss = softmax(rows[row], classOf[row], weights, point, p);
            double weight = classWeights[classOf[row]];
            scalars[classes] += weight * loss;
            scalars[classes + 1] += weight;
            for (int c = 0; c < classes; c++) {
                double slope = weight * (p[c] - (c == classOf[row] ? 1 : 0));
                scalars[c] += slope;
                Vectors.axpy((float) slope, rows[row], sums[c]);
            }
        }
    }

    /** Overwrites {@code p} with the probabilities; returns -log of that of {@code wanted}. */
    private double softmax(float[] row, int wanted, float[][] weights, double[] point, double[] p) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < classes; c++) {
            p[c] = point[classes * dimension + c] + Vectors.dot(weights[c], 0, row, 0, dimension);
            largest = Math.max(largest, p[c]);
        }
        double logit = p[wanted];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            p[c] = Math.exp(p[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < classes; c++) {
            p[c] /= sum;
        }
        return largest + Math.log(sum) - logit;
    }

    /** W of a point, [classes, dimension]. */
    static float[][] weights(double[] point, int classes, int dimension) {
        float[][] weights = new float[classes][dimension];
        for (int c = 0; c < classes; c++) {
            for (int d = 0; d < dimension; d++) {
                weights[c][d] = (float) point[c * dimension + d];
            }
        }
        return weights;
    }
}
