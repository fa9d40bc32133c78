// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

/** AdamW with decoupled weight decay (Kingma and Ba 2015; Loshchilov and Hutter 2019) over one array of weights. */
final class AdamW {

    private static final float FIRST = 0.9f;
    private static final float SECOND = 0.98f;
    private static final float EPSILON = 1e-8f;

    private final float[] mean;
    private final float[] square;

    AdamW(int size) {
        this.mean = new float[size];
        this.square = new float[size];
    }

    /** Moves {@code size} weights from {@code from} on; {@code step} counts from 1. */
    void step(
            float[] weights,
            int from,
            float[] gradients,
            int gradientsFrom,
            int size,
            int step,
            double learningRate,
            double decay) {
        float rate = (float) (learningRate * Math.sqrt(1 - Math.pow(SECOND, step)) / (1 - Math.pow(FIRST, step)));
        float kept = (float) (1 - learningRate * decay);
        for (int i = 0; i < size; i++) {
            int w = from + i;
            float gradient = gradients[gradientsFrom + i];
            mean[w] = FIRST * mean[w] + (1 - FIRST) * gradient;
            square[w] = SECOND * square[w] + (1 - SECOND) * gradient * gradient;
            weights[w] = kept * weights[w] - rate * mean[w] / ((float) Math.sqrt(square[w]) + EPSILON);
        }
    }
}
