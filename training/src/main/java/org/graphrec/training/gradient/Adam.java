// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.math.Parallel;

/** Adam (Kingma and Ba 2015, algorithm 1) with beta1 0.9, beta2 0.999 and epsilon 1e-8. */
final class Adam {

    private static final float BETA1 = 0.9f;

    private static final float BETA2 = 0.999f;

    private static final float EPSILON = 1e-8f;

    private static final int ROWS_PER_BLOCK = 256;

    private final double learningRate;
    private final List<float[][]> means = new ArrayList<>();
    private final List<float[][]> squares = new ArrayList<>();
    private int steps;

    /** For parameters of these shapes. */
    Adam(List<float[][]> parameters, double learningRate) {
        this.learningRate = learningRate;
        for (float[][] parameter : parameters) {
            means.add(zeros(parameter));
            squares.add(zeros(parameter));
        }
    }

    /** Moves {@code parameters} in place against {@code gradients}. */
    void step(List<float[][]> parameters, List<float[][]> gradients, int concurrency, Monitor monitor) {
        Require.size("gradients", gradients.size(), parameters.size());
        steps++;
        float rate = (float) (learningRate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps)));
        for (int p = 0; p < parameters.size(); p++) {
            float[][] values = parameters.get(p);
            float[][] gradient = gradients.get(p);
            float[][] mean = means.get(p);
            float[][] square = squares.get(p);
            Parallel.forBlocks(values.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
                for (int row = from; row < to; row++) {
                    step(values[row], gradient[row], mean[row], square[row], rate);
                }
            });
        }
    }

    private static void step(float[] values, float[] gradient, float[] mean, float[] square, float rate) {
        for (int i = 0; i < values.length; i++) {
            float g = gradient[i];
            mean[i] = BETA1 * mean[i] + (1 - BETA1) * g;
            square[i] = BETA2 * square[i] + (1 - BETA2) * g * g;
            values[i] -= rate * mean[i] / ((float) Math.sqrt(square[i]) + EPSILON);
        }
    }

    private static float[][] zeros(float[][] shape) {
        float[][] zeros = new float[shape.length][];
        for (int row = 0; row < shape.length; row++) {
            zeros[row] = new float[shape[row].length];
        }
        return zeros;
    }
}
