// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/** Random rows, and gradients by central differences. */
final class Numbers {

    private static final float STEP = 1e-2f;

    private Numbers() {}

    static float[][] random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextDouble(-1, 1);
            }
        }
        return values;
    }

    static double inner(float[][] a, float[][] b) {
        double sum = 0;
        for (int row = 0; row < a.length; row++) {
            for (int i = 0; i < a[row].length; i++) {
                sum += (double) a[row][i] * b[row][i];
            }
        }
        return sum;
    }

    /** Moves every parameter both ways and compares the change of {@code loss} with {@code gradients}. */
    static void assertGradients(
            List<float[][]> parameters, List<float[][]> gradients, DoubleSupplier loss, double tolerance) {
        double largest = 0;
        for (int p = 0; p < parameters.size(); p++) {
            for (int row = 0; row < parameters.get(p).length; row++) {
                float[] values = parameters.get(p)[row];
                for (int i = 0; i < values.length; i++) {
                    float before = values[i];
                    values[i] = before + STEP;
                    double above = loss.getAsDouble();
                    values[i] = before - STEP;
                    double below = loss.getAsDouble();
                    values[i] = before;
                    double expected = (above - below) / (2 * STEP);
                    assertThat((double) gradients.get(p)[row][i])
                            .as("gradient of parameter %d at (%d, %d)", p, row, i)
                            .isCloseTo(expected, within(tolerance));
                    largest = Math.max(largest, Math.abs(expected));
                }
            }
        }
        assertThat(largest).as("largest gradient").isGreaterThan(20 * tolerance);
    }

    static List<float[][]> copy(List<float[][]> gradients) {
        return gradients.stream()
                .map(rows -> {
                    float[][] copy = new float[rows.length][];
                    for (int row = 0; row < rows.length; row++) {
                        copy[row] = rows[row].clone();
                    }
                    return copy;
                })
                .toList();
    }
}
