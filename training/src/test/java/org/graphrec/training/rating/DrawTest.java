// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.graphrec.training.graph.History;
import org.junit.jupiter.api.Test;

class DrawTest {

    private static final int ITEMS = 9;

    private static final int COLUMNS = 4;

    private final Draw draw = draw();

    private final History history = new History(new int[] {4, 1, 8}, new float[] {3, 5, 1});

    @Test
    void theGradientOfTheLogPosteriorIsZeroAtTheUser() {
        float[] user = draw.user(history, 3, 2);
        for (int c = 0; c < COLUMNS; c++) {
            assertThat(slope(user, c)).as("slope along %d", c).isCloseTo(0, within(2e-3));
            float[] elsewhere = user.clone();
            elsewhere[c] += 0.1f;
            assertThat(slope(elsewhere, c)).isGreaterThan(0.1);
        }
    }

    private double slope(float[] user, int c) {
        float[] up = user.clone();
        float[] down = user.clone();
        up[c] += 1e-3f;
        down[c] -= 1e-3f;
        return (minusLogPosterior(up) - minusLogPosterior(down)) / (up[c] - down[c]);
    }

    /** Straight from the definition, up to a constant. */
    private double minusLogPosterior(float[] user) {
        double sum = 0;
        for (int c = 0; c < COLUMNS; c++) {
            double mean = draw.intercept()[c];
            for (int i = 0; i < history.size(); i++) {
                mean += draw.implicit()[history.item(i)][c] / Math.sqrt(history.size());
            }
            sum += draw.precision()[c] * Math.pow(user[c] - mean, 2) / 2;
        }
        for (int i = 0; i < history.size(); i++) {
            double error = (history.weight(i) - 3) / 2 - draw.predict(user, history.item(i));
            sum += draw.noise() * error * error / 2;
        }
        return sum;
    }

    private static Draw draw() {
        SplittableRandom random = new SplittableRandom(5);
        float[][] design = new float[ITEMS][COLUMNS];
        float[][] implicit = new float[ITEMS][COLUMNS];
        float[] bias = new float[ITEMS];
        for (int item = 0; item < ITEMS; item++) {
            bias[item] = (float) random.nextGaussian();
            for (int c = 0; c < COLUMNS; c++) {
                design[item][c] = c == 0 ? 1 : (float) random.nextGaussian();
                implicit[item][c] = (float) random.nextGaussian();
            }
        }
        return new Draw(design, bias, implicit, new double[] {0.1, 0.2, -0.3, 0}, new double[] {3, 2, 5, 9}, 1.5, null);
    }
}
