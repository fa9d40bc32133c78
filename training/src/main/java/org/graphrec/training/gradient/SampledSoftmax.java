// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Spmm;
import org.graphrec.training.math.Vectors;

/**
 * The cosine softmax over a target and sampled negatives (AlphaRec eq. 4; Wu et al., "On the effectiveness of sampled softmax
 * loss for item recommendation", 2022): for a user u, who is the weighted sum of his input items, and a target p
 *
 * <p>loss = -log(e^(cos(u, p) / t) / (e^(cos(u, p) / t) + sum over negatives n of e^(cos(u, n) / t))).
 */
final class SampledSoftmax {

    private static final int ROWS_PER_BLOCK = 256;

    private final Batch batch;
    private final float[][] vectors;
    private final int width;
    private final double temperature;
    private final int concurrency;
    private final Monitor monitor;
    private final float[][] units;
    private final float[] lengths;
    private final float[][] users;
    private final float[][] userGradients;
    private final float[] targetGradients;
    private final float[][] negativeGradients;

    private SampledSoftmax(
            Batch batch, float[][] vectors, int width, double temperature, int concurrency, Monitor monitor) {
        this.batch = batch;
        this.vectors = vectors;
        this.width = width;
        this.temperature = temperature;
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
        units = new float[vectors.length][];
        lengths = new float[vectors.length];
        users = product(batch.inputs(), vectors);
        userGradients = new float[batch.examples()][];
        targetGradients = new float[batch.targets().edges()];
        negativeGradients = new float[batch.negatives().edges()][];
    }

    /**
     * The mean loss over the examples of a batch, and its gradient.
     *
     * @param vectors of the items, [items, width]
     * @param gradient overwritten with the gradient by the vectors: one row for each item
     */
    static double of(
            Batch batch,
            float[][] vectors,
            int width,
            double temperature,
            float[][] gradient,
            int concurrency,
            Monitor monitor) {
        return new SampledSoftmax(batch, vectors, width, temperature, concurrency, monitor).run(gradient);
    }

    private double run(float[][] gradient) {
        Parallel.forBlocks(vectors.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int item = from; item < to; item++) {
                units[item] = vectors[item].clone();
                lengths[item] = Vectors.normalise(units[item], 0, width);
            }
        });
        double[] losses = new double[batch.negatives().rows()];
        Parallel.forBlocks(batch.examples(), Batch.EXAMPLES_PER_BLOCK, concurrency, monitor, (from, to) -> {
            int block = from / Batch.EXAMPLES_PER_BLOCK;
            losses[block] = block(block, from, to);
        });
        gather(gradient);
        return Arrays.stream(losses).sum() / batch.examples();
    }

    /** The loss of the examples of a block; their users become unit vectors, and their gradients are noted. */
    private double block(int block, int from, int to) {
        int first = batch.negatives().offsets()[block];
        int[] items = Arrays.copyOfRange(
                batch.negatives().targets(), first, batch.negatives().offsets()[block + 1]);
        float[][] rows = new float[items.length][];
        float[][] columns = new float[width][items.length];
        for (int n = 0; n < items.length; n++) {
            rows[n] = units[items[n]];
            for (int d = 0; d < width; d++) {
                columns[d][n] = rows[n][d];
            }
        }
        float[] userLengths = new float[to - from];
        for (int example = from; example < to; example++) {
            userLengths[example - from] = Vectors.normalise(users[example], 0, width);
        }
        float[][] own = Arrays.copyOfRange(users, from, to);
        float[][] scores = Gemm.multiply(own, columns, 1, monitor);
        float[][] byTargets = new float[own.length][width];
        double loss = 0;
        for (int i = 0; i < own.length; i++) {
            loss += softmax(from + i, items, scores[i], byTargets[i]);
        }
        float[][] byUser = Gemm.multiply(scores, rows, 1, monitor);
        for (int i = 0; i < own.length; i++) {
            Vectors.axpy(1, byTargets[i], byUser[i]);
            throughLength(byUser[i], own[i], userLengths[i]);
            userGradients[from + i] = byUser[i];
        }
        float[][] byNegative = Gemm.multiply(transposed(scores, items.length), own, 1, monitor);
        System.arraycopy(byNegative, 0, negativeGradients, first, items.length);
        return loss;
    }

    /**
     * The loss of one example.
     *
     * @param scores cosines with the negatives; replaced by the gradient by them
     * @param byTargets gains the gradient by the user that comes through the targets
     */
    private double softmax(int example, int[] items, float[] scores, float[] byTargets) {
        double negatives = 0;
        for (int n = 0; n < items.length; n++) {
            scores[n] = (float) Math.exp(scores[n] / temperature);
        }
        exclude(example, items, scores);
        for (float score : scores) {
            negatives += score;
        }
        double loss = 0;
        double share = 0;
        Csr targets = batch.targets();
        for (int edge = targets.offsets()[example]; edge < targets.offsets()[example + 1]; edge++) {
            float[] target = units[targets.targets()[edge]];
            double logit = Vectors.dot(users[example], 0, target, 0, width) / temperature;
            double exponential = Math.exp(logit);
            double sum = exponential + negatives;
            double weight = targets.weight(edge) / (temperature * batch.examples());
            loss += targets.weight(edge) * (Math.log(sum) - logit);
            targetGradients[edge] = (float) (-weight * negatives / sum);
            share += weight / sum;
            Vectors.axpy(targetGradients[edge], target, byTargets);
        }
        for (int n = 0; n < items.length; n++) {
            scores[n] *= (float) share;
        }
        return loss;
    }

    private void exclude(int example, int[] items, float[] exponentials) {
        Csr excluded = batch.excluded();
        for (int edge = excluded.offsets()[example]; edge < excluded.offsets()[example + 1]; edge++) {
            int at = Arrays.binarySearch(items, excluded.targets()[edge]);
            if (at >= 0) {
                exponentials[at] = 0;
            }
        }
    }

    /** What all examples say of each item: as part of a user by the transposed input matrix, as target and as negative. */
    private void gather(float[][] gradient) {
        float[][] asInput = product(batch.inputs().transpose(), userGradients);
        float[][] asTarget = product(
                new Csr(
                                batch.targets().rows(),
                                batch.targets().columns(),
                                batch.targets().offsets(),
                                batch.targets().targets(),
                                targetGradients)
                        .transpose(),
                users);
        float[][] asNegative = product(negativeMatrix().transpose(), negativeGradients);
        Parallel.forBlocks(vectors.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int item = from; item < to; item++) {
                Vectors.axpy(1, asNegative[item], asTarget[item]);
                throughLength(asTarget[item], units[item], lengths[item]);
                Vectors.axpy(1, asTarget[item], asInput[item]);
                gradient[item] = asInput[item];
            }
        });
    }

    /** [sampled negatives, items] */
    private Csr negativeMatrix() {
        int[] offsets = new int[negativeGradients.length + 1];
        Arrays.setAll(offsets, i -> i);
        return new Csr(
                offsets.length - 1, vectors.length, offsets, batch.negatives().targets(), null);
    }

    private float[][] product(Csr matrix, float[][] x) {
        return Spmm.multiply(
                matrix.offsets(),
                matrix.targets(),
                (row, column, edge) -> matrix.weight(edge),
                x,
                width,
                concurrency,
                monitor);
    }

    /** From the gradient by a unit vector to that by the vector it came from, in place; a zero vector has none. */
    private static void throughLength(float[] gradient, float[] unit, float length) {
        float along = Vectors.dot(gradient, 0, unit, 0, unit.length);
        float scale = length == 0 ? 0 : 1 / length;
        for (int d = 0; d < gradient.length; d++) {
            gradient[d] = scale * (gradient[d] - along * unit[d]);
        }
    }

    private static float[][] transposed(float[][] rows, int columns) {
        float[][] transposed = new float[columns][rows.length];
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column][row] = rows[row][column];
            }
        }
        return transposed;
    }
}
