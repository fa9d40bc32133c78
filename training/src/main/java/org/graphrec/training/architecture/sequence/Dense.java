// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.math.Matrix;

/** y = x W + b, with W of shape [inputs, outputs]. */
final class Dense {

    private final Matrix weight;
    private final float[] bias;

    Dense(SequenceTensors tensors, String name, int inputs, int outputs) {
        this.weight = tensors.get(name + ".weight", inputs, outputs);
        this.bias = tensors.vector(name + ".bias", outputs);
    }

    float[] apply(float[] x) {
        float[] y = bias.clone();
        float[] w = weight.values();
        for (int i = 0; i < x.length; i++) {
            int row = weight.offset(i);
            float xi = x[i];
            for (int o = 0; o < y.length; o++) {
                y[o] = Math.fma(xi, w[row + o], y[o]);
            }
        }
        return y;
    }
}
