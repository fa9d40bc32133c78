// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Arrays;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.architecture.sequence.SequenceOptions;

/** {@code SageEncoder} with gradients. */
final class SageNetwork implements HistoryNetwork {

    private final SequenceOptions options;
    private final boolean timed;

    SageNetwork(SequenceOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(TrainableWeights parameters) {
        int dimension = options.embeddingDimension();
        parameters.dense("message", dimension, dimension);
        parameters.dense("output", 2 * dimension, dimension);
        parameters.constant("recency", options.historyLength(), 1, 0, timed && !options.pool());
    }

    @Override
    public Tensor encode(ForwardPass pass, Tensor x, ItemRowLayout columns, float[] kept) {
        int length = (int) x.size(1);
        Tensor items = columns.items(x);
        Tensor causal = pass.causal(length, kept);
        Tensor messages = pass.dropout(messages(pass, items));
        Tensor aggregate = options.pool()
                ? greatest(pass, messages, kept)
                : causal.add(pass.distances(length)).softmax(-1).squeeze(1).matmul(messages);
        Tensor own = ForwardPass.shares(causal).squeeze(1).matmul(items);
        return ForwardPass.activate(pass.dense("output", ForwardPass.concat(-1, own, aggregate)));
    }

    @Override
    public Map<String, Tensor> tables(ForwardPass pass, Tensor rows, ItemRowLayout columns) {
        return Map.of("messages", messages(pass, columns.items(rows)));
    }

    private static Tensor messages(ForwardPass pass, Tensor items) {
        return ForwardPass.activate(pass.dense("message", items));
    }

    /** The greatest of every component over each prefix, in log2(length) rounds (Hillis and Steele 1986). */
    private static Tensor greatest(ForwardPass pass, Tensor messages, float[] kept) {
        long batch = messages.size(0);
        long length = messages.size(1);
        long width = messages.size(2);
        Tensor greatest = messages;
        if (kept != null) {
            // an item left out is the least there is for later positions, but its own position reads it
            float[] least = new float[kept.length];
            for (int i = 0; i < least.length; i++) {
                least[i] = kept[i] == 0 ? ForwardPass.NEVER : 0;
            }
            greatest = messages.add(pass.numbers(least, batch, length, 1));
        }
        for (long step = 1; step < length; step *= 2) {
            float[] none = new float[Math.toIntExact(batch * step * width)];
            Arrays.fill(none, ForwardPass.NEVER);
            Tensor shifted =
                    ForwardPass.concat(1, pass.numbers(none, batch, step, width), greatest.narrow(1, 0, length - step));
            greatest = greatest.maximum(shifted);
        }
        return kept == null ? greatest : greatest.maximum(messages);
    }
}
