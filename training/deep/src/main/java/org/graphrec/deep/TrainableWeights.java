// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.math.Matrix;

/**
 * The weights of a network, by name, with AdamW's moments. They live in Java; each step makes tensors of them, so that nothing is
 * held outside the heap between steps.
 */
final class TrainableWeights {

    private final Map<String, Parameter> parameters = new LinkedHashMap<>();
    private final SplittableRandom random;

    TrainableWeights(long randomSeed) {
        this.random = new SplittableRandom(randomSeed);
    }

    private static final class Parameter {
        private final float[] values;
        private final AdamW adam;
        private final int rows;
        private final int columns;
        private final boolean dense;
        private final boolean learns;

        Parameter(float[] values, int rows, int columns, boolean dense, boolean learns) {
            this.values = values;
            this.adam = new AdamW(values.length);
            this.rows = rows;
            this.columns = columns;
            this.dense = dense;
            this.learns = learns;
        }
    }

    /** Weights [inputs, outputs], uniform as Glorot and Bengio (2010) have it. */
    void weight(String name, int inputs, int outputs) {
        double bound = Math.sqrt(6.0 / (inputs + outputs));
        float[] values = new float[inputs * outputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-bound, bound);
        }
        parameters.put(name, new Parameter(values, inputs, outputs, true, true));
    }

    /** Weights and a bias of zeros: {@code name.weight} and {@code name.bias}. */
    void dense(String name, int inputs, int outputs) {
        weight(name + ".weight", inputs, outputs);
        constant(name + ".bias", 1, outputs, 0, true);
    }

    /** The scale and shift of a normalised layer: {@code name.weight} and {@code name.bias}. */
    void norm(String name, int size) {
        constant(name + ".weight", 1, size, 1, true);
        constant(name + ".bias", 1, size, 0, true);
    }

    /** A matrix that begins with one value everywhere, and stays so unless it learns. */
    void constant(String name, int rows, int columns, float value, boolean learns) {
        float[] values = new float[rows * columns];
        java.util.Arrays.fill(values, value);
        parameters.put(name, new Parameter(values, rows, columns, false, learns));
    }

    /** Tensors of this step to take gradients for; a constant of one row becomes a vector. */
    Map<String, Tensor> leaves() {
        Map<String, Tensor> leaves = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            Tensor leaf = Tensor.create(parameter.values, shape(parameter));
            leaf.set_requires_grad(parameter.learns);
            leaves.put(name, leaf);
        });
        return leaves;
    }

    private static long[] shape(Parameter parameter) {
        return parameter.rows == 1 && !parameter.dense
                ? new long[] {parameter.columns}
                : new long[] {parameter.rows, parameter.columns};
    }

    /** The gradients of those that learn. */
    Map<String, float[]> gradients(Map<String, Tensor> leaves) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        parameters.forEach((name, parameter) -> {
            if (parameter.learns) {
                gradients.put(name, ForwardPass.floats(leaves.get(name).grad()));
            }
        });
        return gradients;
    }

    /** A step of AdamW against the sum of these gradients, taken in order. */
    void step(Iterable<Map<String, float[]>> gradients, int step, double learningRate, double decay) {
        parameters.forEach((name, parameter) -> {
            if (parameter.learns) {
                float[] sum = new float[parameter.values.length];
                for (Map<String, float[]> part : gradients) {
                    float[] gradient = part.get(name);
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += gradient[i];
                    }
                }
                parameter.adam.step(
                        parameter.values, 0, sum, 0, sum.length, step, learningRate, parameter.dense ? decay : 0);
            }
        });
    }

    /** Copies of all of them. */
    Map<String, Matrix> matrices() {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        parameters.forEach((name, parameter) ->
                matrices.put(name, new Matrix(parameter.rows, parameter.columns, parameter.values.clone())));
        return matrices;
    }

    /** How many numbers they are. */
    long size() {
        return parameters.values().stream()
                .mapToLong(parameter -> parameter.values.length)
                .sum();
    }
}
