// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;

/**
 * A long short-term memory along the history (Hochreiter and Schmidhuber 1997; over sessions, Hidasi et al. 2016): u = W_o h_n + b
 * after the last item. Gates in PyTorch's order: input, forget, cell, output.
 */
final class LstmEncoder implements HistoryEncoder {

    private final Matrix items;
    private final Matrix inputWeights;
    private final Matrix hiddenWeights;
    private final float[] inputBias;
    private final float[] hiddenBias;
    private final Dense output;
    private final int length;

    LstmEncoder(SequenceTensors tensors, SequenceOptions options) {
        int dimension = options.embeddingDimension();
        this.items = tensors.table("items", dimension);
        this.inputWeights = tensors.get("lstm.inputWeight", 4 * dimension, dimension);
        this.hiddenWeights = tensors.get("lstm.hiddenWeight", 4 * dimension, dimension);
        this.inputBias = tensors.vector("lstm.inputBias", 4 * dimension);
        this.hiddenBias = tensors.vector("lstm.hiddenBias", 4 * dimension);
        this.output = new Dense(tensors, "output", dimension, dimension);
        this.length = options.historyLength();
    }

    @Override
    public float[] encode(History history) {
        History latest = HistoryEncoder.latest(history, length);
        int dimension = items.columns();
        float[] hidden = new float[dimension];
        float[] cell = new float[dimension];
        float[] gates = new float[4 * dimension];
        for (int i = 0; i < latest.size(); i++) {
            float[] x = Tables.row(items, latest, i);
            for (int g = 0; g < gates.length; g++) {
                gates[g] = inputBias[g]
                        + hiddenBias[g]
                        + Vectors.dot(inputWeights.values(), inputWeights.offset(g), x, 0, dimension)
                        + Vectors.dot(hiddenWeights.values(), hiddenWeights.offset(g), hidden, 0, dimension);
            }
            for (int d = 0; d < dimension; d++) {
                double kept = sigmoid(gates[dimension + d]) * cell[d];
                double added = sigmoid(gates[d]) * Math.tanh(gates[2 * dimension + d]);
                cell[d] = (float) (kept + added);
                hidden[d] = (float) (sigmoid(gates[3 * dimension + d]) * Math.tanh(cell[d]));
            }
        }
        return output.apply(hidden);
    }

    private static double sigmoid(float x) {
        return 1 / (1 + Math.exp(-x));
    }
}
