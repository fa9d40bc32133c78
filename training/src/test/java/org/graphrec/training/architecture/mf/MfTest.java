// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.mf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.HistoryWeighting;
import org.junit.jupiter.api.Test;

class MfTest {

    private static final int ITEMS = 12;

    private static final int FACTORS = 5;

    private static final Mf.Regularization REGULARIZATION = new Mf.Regularization(0.05, 0.02);

    private final Matrix factors = factors();

    private final Mf model =
            new Mf(factors, REGULARIZATION, new BitSet(), new HistoryWeighting(0.5, true), 0.5, Map.of());

    private final History history = new History(new int[] {7, 2, 11}, new float[] {1, 4, 2}, new float[] {1, 2, -1});

    @Test
    void theGradientOfTheLossIsZeroAtTheUsersFactor() {
        float[] user = model.user(history);
        double step = 1e-3;
        for (int i = 0; i < FACTORS; i++) {
            double atTheFactor = slope(user, i, step);
            float[] elsewhere = user.clone();
            elsewhere[i] += 0.1f;
            assertThat(atTheFactor).as("slope along %d", i).isCloseTo(0, within(1e-4));
            assertThat(slope(elsewhere, i, step)).isGreaterThan(0.01);
        }
    }

    @Test
    void contributionsSumToTheScore() {
        float[] scores = new float[ITEMS];
        model.score(history, scores);
        for (int item = 0; item < ITEMS; item++) {
            double sum = 0;
            for (double part : model.contributions(history, item)) {
                sum += part;
            }
            assertThat(sum).isCloseTo(scores[item], within(1e-5));
        }
    }

    @Test
    void aDislikedItemScoresBelowZero() {
        float[] scores = new float[ITEMS];
        model.score(new History(new int[] {3}, null, new float[] {-1}), scores);
        assertThat(scores[3]).isNegative();
    }

    private double slope(float[] user, int i, double step) {
        float[] up = user.clone();
        float[] down = user.clone();
        up[i] += (float) step;
        down[i] -= (float) step;
        return (loss(up) - loss(down)) / (up[i] - down[i]);
    }

    /** Half of what the factor minimises, straight from the definition. */
    private double loss(float[] user) {
        double loss = 0;
        double observed = 0;
        for (int item = 0; item < ITEMS; item++) {
            loss += REGULARIZATION.unobserved() * Math.pow(product(user, item), 2) / 2;
        }
        for (int i = 0; i < history.size(); i++) {
            double weight = 0.5 * model.weighting().weight(history, i);
            observed += Math.abs(weight);
            loss += Math.abs(weight) * Math.pow(Math.signum(weight) - product(user, history.item(i)), 2) / 2;
        }
        double ridge = REGULARIZATION.regularization() * (observed + REGULARIZATION.unobserved() * ITEMS);
        for (float x : user) {
            loss += ridge * x * x / 2;
        }
        return loss;
    }

    private double product(float[] user, int item) {
        return Vectors.dot(factors.values(), factors.offset(item), user, 0, FACTORS);
    }

    private static Matrix factors() {
        SplittableRandom random = new SplittableRandom(3);
        Matrix factors = new Matrix(ITEMS, FACTORS);
        for (int i = 0; i < factors.values().length; i++) {
            factors.values()[i] = (float) random.nextGaussian();
        }
        return factors;
    }
}
