package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.Map;
import org.graphrec.training.head.HeadOptions;

/** {@code LstmEncoder} with gradients. */
final class LstmHead implements Head {

    private final HeadOptions options;

    LstmHead(HeadOptions options) {
        this.options = options;
    }

    @Override
    public void declare(Parameters parameters) {
        int dimension = options.embeddingDimension();
        parameters.weight("lstm.inputWeight", 4 * dimension, dimension);
        parameters.weight("lstm.hiddenWeight", 4 * dimension, dimension);
        parameters.constant("lstm.inputBias", 1, 4 * dimension, 0, true);
        parameters.constant("lstm.hiddenBias", 1, 4 * dimension, 0, true);
        parameters.dense("output", dimension, dimension);
    }

    @Override
    public NDArray encode(Pass pass, NDArray x, Columns columns, float[] kept) {
        long batch = x.getShape().get(0);
        long length = x.getShape().get(1);
        int dimension = options.embeddingDimension();
        NDArray items = pass.dropout(columns.items(x));
        if (kept != null) {
            items = items.mul(pass.numbers(kept, batch, length, 1));
        }
        NDArray start = pass.numbers(new float[Math.toIntExact(batch * dimension)], 1, batch, dimension);
        NDList weights = new NDList(
                pass.weight("lstm.inputWeight"),
                pass.weight("lstm.hiddenWeight"),
                pass.weight("lstm.inputBias"),
                pass.weight("lstm.hiddenBias"));
        // always as in training: on a GPU nothing else goes backward, and without dropout of its own it makes no
        // difference
        NDArray hidden = items.getNDArrayInternal()
                .lstm(items, new NDList(start, start), weights, true, 1, 0, true, false, true)
                .get(0);
        return pass.dense("output", pass.dropout(hidden));
    }

    @Override
    public Map<String, NDArray> tables(Pass pass, NDArray rows, Columns columns) {
        return Map.of();
    }
}
