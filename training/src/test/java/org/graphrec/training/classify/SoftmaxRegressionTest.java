// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxRegressionTest {

    private static final int CLASSES = 3;

    private static final int DIMENSION = 5;

    private final SplittableRandom random = new SplittableRandom(4);

    private final float[][] rows = rows(300);

    private final int[] classOf = random.ints(300, 0, CLASSES).toArray();

    private final double[] classWeights = {1, 2.5, 0.5};

    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        SoftmaxRegression loss = loss(0.1, 2);
        double[] point = random.doubles(loss.size(), -1, 1).toArray();
        double[] gradient = new double[loss.size()];
        loss.value(point, gradient);
        for (int i = 0; i < point.length; i++) {
            double[] up = point.clone();
            double[] down = point.clone();
            up[i] += 1e-2;
            down[i] -= 1e-2;
            double slope = (loss.value(up, new double[loss.size()]) - loss.value(down, new double[loss.size()])) / 2e-2;
            assertThat(gradient[i]).as("slope along %d", i).isCloseTo(slope, within(1e-5));
        }
    }

    /** Straight from the definition, in doubles. */
    @Test
    void isTheWeightedMeanOfMinusTheLogProbability() {
        SoftmaxRegression loss = loss(0.3, 1);
        double[] point = random.doubles(loss.size(), -1, 1).toArray();
        double sum = 0;
        double weights = 0;
        for (int row = 0; row < rows.length; row++) {
            double[] exponentials = new double[CLASSES];
            double all = 0;
            for (int c = 0; c < CLASSES; c++) {
                double logit = point[CLASSES * DIMENSION + c];
                for (int d = 0; d < DIMENSION; d++) {
                    logit += point[c * DIMENSION + d] * rows[row][d];
                }
                exponentials[c] = Math.exp(logit);
                all += exponentials[c];
            }
            sum -= classWeights[classOf[row]] * Math.log(exponentials[classOf[row]] / all);
            weights += classWeights[classOf[row]];
        }
        double penalty = 0;
        for (int i = 0; i < CLASSES * DIMENSION; i++) {
            penalty += 0.3 / 2 * point[i] * point[i];
        }
        assertThat(loss.value(point, new double[loss.size()])).isCloseTo(sum / weights + penalty, within(1e-6));
    }

    @Test
    void hasTheSameBitsAtAnyConcurrency() {
        double[] point = random.doubles(CLASSES * (DIMENSION + 1), -1, 1).toArray();
        double[] one = new double[point.length];
        double[] four = new double[point.length];
        assertThat(loss(0.1, 4).value(point, four)).isEqualTo(loss(0.1, 1).value(point, one));
        assertThat(four).isEqualTo(one);
    }

    @Test
    void logitsOfAnySizeGiveANumber() {
        SoftmaxRegression loss = loss(0, 1);
        double[] point = random.doubles(loss.size(), -1e4, 1e4).toArray();
        assertThat(loss.value(point, new double[loss.size()])).isFinite().isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-2, 1e-4})
    void theMinimumHasNoSlopeAndNothingNearIsLower(double penalty) {
        SoftmaxRegression loss = loss(penalty, 2);
        double[] start = random.doubles(loss.size(), -2, 2).toArray();
        double[] minimum = Lbfgs.minimise(loss, start, 500, 1e-6, Monitor.SILENT);
        double[] gradient = new double[loss.size()];
        double least = loss.value(minimum, gradient);
        for (double slope : gradient) {
            assertThat(slope).isCloseTo(0, within(1e-4));
        }
        for (int i = 0; i < 50; i++) {
            double[] near = minimum.clone();
            for (int d = 0; d < near.length; d++) {
                near[d] += 0.05 * random.nextGaussian();
            }
            assertThat(loss.value(near, gradient)).isGreaterThan(least);
        }
    }

    private SoftmaxRegression loss(double penalty, int concurrency) {
        return new SoftmaxRegression(rows, classOf, DIMENSION, classWeights, penalty, concurrency, Monitor.SILENT);
    }

    private float[][] rows(int size) {
        float[][] values = new float[size][DIMENSION];
        for (float[] row : values) {
            for (int d = 0; d < DIMENSION; d++) {
                row[d] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}
