package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.graphrec.training.head.HeadOptions;

/** {@code GcnEncoder} with gradients. */
final class GcnHead implements Head {

    private final HeadOptions options;
    private final boolean timed;

    GcnHead(HeadOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(Parameters parameters) {
        int dimension = options.embeddingDimension();
        parameters.dense("message", dimension, dimension);
        parameters.weight("message.content", dimension, dimension);
        parameters.dense("message.output", dimension, dimension);
        parameters.constant("recency", options.historyLength(), 1, 0, timed);
    }

    @Override
    public NDArray encode(Pass pass, NDArray x, Columns columns, float[] kept) {
        int length = (int) x.getShape().get(1);
        NDArray logits = pass.causal(length, kept).add(pass.distances(length));
        NDArray shares = logits.softmax(-1).squeeze(1);
        NDArray messages = pass.dropout(messages(pass, x, columns));
        return Pass.activate(shares.matMul(messages));
    }

    @Override
    public Map<String, NDArray> tables(Pass pass, NDArray rows, Columns columns) {
        return Map.of("messages", messages(pass, rows, columns));
    }

    /** MLP(h), or MLP(concat(h, content)); the first layer of the latter is a sum of two products. */
    private static NDArray messages(Pass pass, NDArray x, Columns columns) {
        NDArray hidden = pass.dense("message", columns.items(x));
        if (columns.hasContent()) {
            hidden = hidden.add(columns.content(x).matMul(pass.weight("message.content")));
        }
        return pass.dense("message.output", Pass.activate(hidden));
    }
}
