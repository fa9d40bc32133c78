package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.graphrec.training.head.HeadOptions;

/** {@code GatEncoder} with gradients. */
final class GatHead implements Head {

    private final HeadOptions options;
    private final boolean timed;

    GatHead(HeadOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(Parameters parameters) {
        int dimension = options.embeddingDimension();
        parameters.weight("value", dimension, dimension);
        parameters.weight("source", options.attentionHeads(), dimension / options.attentionHeads());
        parameters.weight("destination", options.attentionHeads(), dimension / options.attentionHeads());
        parameters.dense("output", dimension, dimension);
        parameters.constant("recency", options.historyLength(), options.attentionHeads(), 0, timed);
    }

    @Override
    public NDArray encode(Pass pass, NDArray x, Columns columns, float[] kept) {
        long batch = x.getShape().get(0);
        int length = (int) x.getShape().get(1);
        int heads = options.attentionHeads();
        NDArray values = columns.items(x).matMul(pass.weight("value"));
        NDArray causal = pass.causal(length, kept);
        // [batch, length, heads]
        NDArray sources = perHead(values, pass.weight("source"));
        NDArray means = Pass.shares(causal).squeeze(1).matMul(perHead(values, pass.weight("destination")));
        NDArray logits = Pass.activate(sources.transpose(0, 2, 1)
                        .expandDims(2)
                        .add(means.transpose(0, 2, 1).expandDims(3)))
                .add(pass.distances(length))
                .add(causal);
        NDArray split = pass.dropout(values).reshape(batch, length, heads, -1).transpose(0, 2, 1, 3);
        NDArray attended =
                logits.softmax(-1).matMul(split).transpose(0, 2, 1, 3).reshape(batch, length, -1);
        return Pass.activate(pass.dense("output", attended));
    }

    @Override
    public Map<String, NDArray> tables(Pass pass, NDArray rows, Columns columns) {
        NDArray values = columns.items(rows).matMul(pass.weight("value"));
        return Map.of(
                "values", values,
                "sources", perHead(values, pass.weight("source")),
                "destinations", perHead(values, pass.weight("destination")));
    }

    /** The inner product of each head's part with its vector: [..., dimension] to [..., heads]. */
    private static NDArray perHead(NDArray values, NDArray vectors) {
        long heads = vectors.getShape().get(0);
        long width = vectors.getShape().get(1);
        long[] shape = values.getShape().getShape();
        long[] split = java.util.Arrays.copyOf(shape, shape.length + 1);
        split[shape.length - 1] = heads;
        split[shape.length] = width;
        return values.reshape(split).mul(vectors).sum(new int[] {shape.length});
    }
}
