// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

/** (x - mean) / sqrt(variance + 1e-5) * weight + bias (Ba, Kiros and Hinton 2016). */
final class LayerNorm {

    private static final double EPSILON = 1e-5;

    private final float[] weight;
    private final float[] bias;

    LayerNorm(SequenceTensors tensors, String name, int size) {
        this.weight = tensors.vector(name + ".weight", size);
        this.bias = tensors.vector(name + ".bias", size);
    }

    float[] apply(float[] x) {
        double mean = 0;
        for (float value : x) {
            mean += value;
        }
        mean /= x.length;
        double variance = 0;
        for (float value : x) {
            variance += (value - mean) * (value - mean);
        }
        double scale = 1 / Math.sqrt(variance / x.length + EPSILON);
        float[] y = new float[x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = (float) ((x[i] - mean) * scale) * weight[i] + bias[i];
        }
        return y;
    }
}
