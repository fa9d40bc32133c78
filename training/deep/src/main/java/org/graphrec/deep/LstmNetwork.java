// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.graphrec.training.architecture.sequence.SequenceOptions;

/** {@code LstmEncoder} with gradients. */
final class LstmNetwork implements HistoryNetwork {

    private final SequenceOptions options;

    LstmNetwork(SequenceOptions options) {
        this.options = options;
    }

    @Override
    public void declare(TrainableWeights parameters) {
        int dimension = options.embeddingDimension();
        parameters.weight("lstm.inputWeight", 4 * dimension, dimension);
        parameters.weight("lstm.hiddenWeight", 4 * dimension, dimension);
        parameters.constant("lstm.inputBias", 1, 4 * dimension, 0, true);
        parameters.constant("lstm.hiddenBias", 1, 4 * dimension, 0, true);
        parameters.dense("output", dimension, dimension);
    }

    @Override
    public Tensor encode(ForwardPass pass, Tensor x, ItemRowLayout columns, float[] kept) {
        long batch = x.size(0);
        long length = x.size(1);
        int dimension = options.embeddingDimension();
        Tensor items = pass.dropout(columns.items(x));
        if (kept != null) {
            items = items.mul(pass.numbers(kept, batch, length, 1));
        }
        Tensor start = pass.numbers(new float[Math.toIntExact(batch * dimension)], 1, batch, dimension);
        TensorVector weights = new TensorVector(
                pass.weight("lstm.inputWeight"),
                pass.weight("lstm.hiddenWeight"),
                pass.weight("lstm.inputBias"),
                pass.weight("lstm.hiddenBias"));
        Tensor hidden = torch.lstm(items, new TensorVector(start, start), weights, true, 1, 0, true, false, true)
                .get0();
        return pass.dense("output", pass.dropout(hidden));
    }

    @Override
    public Map<String, Tensor> tables(ForwardPass pass, Tensor rows, ItemRowLayout columns) {
        return Map.of();
    }
}
