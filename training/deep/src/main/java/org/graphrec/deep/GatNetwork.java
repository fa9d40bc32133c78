// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.architecture.sequence.SequenceOptions;

/** {@code GatEncoder} with gradients. */
final class GatNetwork implements HistoryNetwork {

    private final SequenceOptions options;
    private final boolean timed;

    GatNetwork(SequenceOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(TrainableWeights parameters) {
        int dimension = options.embeddingDimension();
        parameters.weight("value", dimension, dimension);
        parameters.weight("source", options.attentionHeads(), dimension / options.attentionHeads());
        parameters.weight("destination", options.attentionHeads(), dimension / options.attentionHeads());
        parameters.dense("output", dimension, dimension);
        parameters.constant("recency", options.historyLength(), options.attentionHeads(), 0, timed);
    }

    @Override
    public Tensor encode(ForwardPass pass, Tensor x, ItemRowLayout columns, float[] kept) {
        long batch = x.size(0);
        int length = (int) x.size(1);
        int heads = options.attentionHeads();
        Tensor values = columns.items(x).matmul(pass.weight("value"));
        Tensor causal = pass.causal(length, kept);
        // [batch, length, heads]
        Tensor sources = perHead(values, pass.weight("source"));
        Tensor means = ForwardPass.shares(causal).squeeze(1).matmul(perHead(values, pass.weight("destination")));
        Tensor logits = ForwardPass.activate(sources.permute(0, 2, 1)
                        .unsqueeze(2)
                        .add(means.permute(0, 2, 1).unsqueeze(3)))
                .add(pass.distances(length))
                .add(causal);
        Tensor split = pass.dropout(values).reshape(batch, length, heads, -1).permute(0, 2, 1, 3);
        Tensor attended = logits.softmax(-1).matmul(split).permute(0, 2, 1, 3).reshape(batch, length, -1);
        return ForwardPass.activate(pass.dense("output", attended));
    }

    @Override
    public Map<String, Tensor> tables(ForwardPass pass, Tensor rows, ItemRowLayout columns) {
        Tensor values = columns.items(rows).matmul(pass.weight("value"));
        return Map.of(
                "values", values,
                "sources", perHead(values, pass.weight("source")),
                "destinations", perHead(values, pass.weight("destination")));
    }

    /** The inner product of each head's part with its vector: [..., dimension] to [..., heads]. */
    private static Tensor perHead(Tensor values, Tensor vectors) {
        long heads = vectors.size(0);
        long width = vectors.size(1);
        long[] shape = values.shape();
        long[] split = java.util.Arrays.copyOf(shape, shape.length + 1);
        split[shape.length - 1] = heads;
        split[shape.length] = width;
        return values.reshape(split).mul(vectors).sum(shape.length);
    }
}
