package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.Map;
import org.graphrec.training.head.HeadOptions;

/** {@code SageEncoder} with gradients. */
final class SageHead implements Head {

    private final HeadOptions options;
    private final boolean timed;

    SageHead(HeadOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(Parameters parameters) {
        int dimension = options.embeddingDimension();
        parameters.dense("message", dimension, dimension);
        parameters.dense("output", 2 * dimension, dimension);
        parameters.constant("recency", options.historyLength(), 1, 0, timed && !options.pool());
    }

    @Override
    public NDArray encode(Pass pass, NDArray x, Columns columns, float[] kept) {
        int length = (int) x.getShape().get(1);
        NDArray items = columns.items(x);
        NDArray causal = pass.causal(length, kept);
        NDArray messages = pass.dropout(messages(pass, items));
        NDArray aggregate = options.pool()
                ? greatest(pass, messages, kept)
                : causal.add(pass.distances(length)).softmax(-1).squeeze(1).matMul(messages);
        NDArray own = Pass.shares(causal).squeeze(1).matMul(items);
        return Pass.activate(pass.dense("output", Pass.concat(-1, own, aggregate)));
    }

    @Override
    public Map<String, NDArray> tables(Pass pass, NDArray rows, Columns columns) {
        return Map.of("messages", messages(pass, columns.items(rows)));
    }

    private static NDArray messages(Pass pass, NDArray items) {
        return Pass.activate(pass.dense("message", items));
    }

    /** The greatest of every component over each prefix, in log2(length) rounds (Hillis and Steele 1986). */
    private static NDArray greatest(Pass pass, NDArray messages, float[] kept) {
        long batch = messages.getShape().get(0);
        long length = messages.getShape().get(1);
        long width = messages.getShape().get(2);
        NDArray greatest = messages;
        if (kept != null) {
            // an item left out is the least there is for later positions, but its own position reads it
            float[] least = new float[kept.length];
            for (int i = 0; i < least.length; i++) {
                least[i] = kept[i] == 0 ? Pass.NEVER : 0;
            }
            greatest = messages.add(pass.numbers(least, batch, length, 1));
        }
        for (long step = 1; step < length; step *= 2) {
            float[] none = new float[Math.toIntExact(batch * step * width)];
            Arrays.fill(none, Pass.NEVER);
            NDArray shifted = Pass.concat(
                    1, pass.numbers(none, batch, step, width), greatest.get(new NDIndex(":, 0:{}", length - step)));
            greatest = greatest.maximum(shifted);
        }
        return kept == null ? greatest : greatest.maximum(messages);
    }
}
