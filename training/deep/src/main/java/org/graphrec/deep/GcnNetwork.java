// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.architecture.sequence.SequenceOptions;

/** {@code GcnEncoder} with gradients. */
final class GcnNetwork implements HistoryNetwork {

    private final SequenceOptions options;
    private final boolean timed;

    GcnNetwork(SequenceOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(TrainableWeights parameters) {
        int dimension = options.embeddingDimension();
        parameters.dense("message", dimension, dimension);
        parameters.weight("message.content", dimension, dimension);
        parameters.dense("message.output", dimension, dimension);
        parameters.constant("recency", options.historyLength(), 1, 0, timed);
    }

    @Override
    public Tensor encode(ForwardPass pass, Tensor x, ItemRowLayout columns, float[] kept) {
        int length = (int) x.size(1);
        Tensor logits = pass.causal(length, kept).add(pass.distances(length));
        Tensor shares = logits.softmax(-1).squeeze(1);
        Tensor messages = pass.dropout(messages(pass, x, columns));
        return ForwardPass.activate(shares.matmul(messages));
    }

    @Override
    public Map<String, Tensor> tables(ForwardPass pass, Tensor rows, ItemRowLayout columns) {
        return Map.of("messages", messages(pass, rows, columns));
    }

    /** MLP(h), or MLP(concat(h, content)); the first layer of the latter is a sum of two products. */
    private static Tensor messages(ForwardPass pass, Tensor x, ItemRowLayout columns) {
        Tensor hidden = pass.dense("message", columns.items(x));
        if (columns.hasContent()) {
            hidden = hidden.add(columns.content(x).matmul(pass.weight("message.content")));
        }
        return pass.dense("message.output", ForwardPass.activate(hidden));
    }
}
