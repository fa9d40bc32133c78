// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.architecture.sequence.SequenceOptions;

/** {@code TransformerEncoder} with gradients. */
final class TransformerNetwork implements HistoryNetwork {

    private final SequenceOptions options;
    private final boolean timed;

    TransformerNetwork(SequenceOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(TrainableWeights parameters) {
        int dimension = options.embeddingDimension();
        parameters.norm("inputNorm", dimension);
        parameters.norm("outputNorm", dimension);
        parameters.constant("recency", options.historyLength(), options.attentionHeads(), 0, timed);
        for (int b = 0; b < options.layers(); b++) {
            String name = "block" + b + ".";
            parameters.norm(name + "attentionNorm", dimension);
            parameters.dense(name + "query", dimension, dimension);
            parameters.dense(name + "key", dimension, dimension);
            parameters.dense(name + "value", dimension, dimension);
            parameters.dense(name + "output", dimension, dimension);
            parameters.norm(name + "forwardNorm", dimension);
            parameters.dense(name + "wide", dimension, 2 * dimension);
            parameters.dense(name + "narrow", 2 * dimension, dimension);
        }
    }

    @Override
    public Tensor encode(ForwardPass pass, Tensor rows, ItemRowLayout columns, float[] kept) {
        int length = (int) rows.size(1);
        Tensor causal = pass.causal(length, kept);
        Tensor mask = causal.add(pass.distances(length));
        Tensor shares = ForwardPass.shares(causal).squeeze(1);
        List<Tensor> contexts = new ArrayList<>();
        if (columns.hasText()) {
            contexts.add(shares.matmul(columns.text(rows)));
        }
        if (columns.hasGraph()) {
            contexts.add(shares.matmul(columns.graph(rows)));
        }
        Tensor x = pass.dropout(pass.norm("inputNorm", columns.items(rows)));
        for (int b = 0; b < options.layers(); b++) {
            String name = "block" + b + ".";
            Tensor attended = attend(pass, name, pass.norm(name + "attentionNorm", x), contexts, mask);
            x = x.add(pass.dropout(pass.dense(name + "output", attended)));
            Tensor wide = ForwardPass.activate(pass.dense(name + "wide", pass.norm(name + "forwardNorm", x)));
            x = x.add(pass.dropout(pass.dense(name + "narrow", pass.dropout(wide))));
        }
        return pass.norm("outputNorm", x);
    }

    private Tensor attend(ForwardPass pass, String name, Tensor x, List<Tensor> contexts, Tensor mask) {
        long length = x.size(1);
        double scale = 1 / Math.sqrt(options.embeddingDimension() / (double) options.attentionHeads());
        Tensor query = ForwardPass.times(split(pass.dense(name + "query", x)), scale);
        Tensor keys = split(pass.dense(name + "key", x));
        Tensor values = split(pass.dense(name + "value", x));
        Tensor[] logits = new Tensor[1 + contexts.size()];
        logits[0] = query.matmul(keys.permute(0, 1, 3, 2)).add(mask);
        Tensor[] contextValues = new Tensor[contexts.size()];
        for (int c = 0; c < contexts.size(); c++) {
            // each position reads the one token of its own prefix
            Tensor token = pass.norm(name + "attentionNorm", contexts.get(c));
            Tensor key = split(pass.dense(name + "key", token));
            contextValues[c] = split(pass.dense(name + "value", token));
            Tensor bias = pass.weight("contextLogits")
                    .reshape(contexts.size(), options.attentionHeads(), 1, 1)
                    .select(0, c);
            logits[1 + c] = query.mul(key).sum(3).unsqueeze(3).add(bias);
        }
        Tensor shares = ForwardPass.concat(-1, logits).softmax(-1);
        Tensor attended = shares.narrow(-1, 0, length).matmul(values);
        for (int c = 0; c < contextValues.length; c++) {
            attended = attended.add(shares.narrow(-1, length + c, 1).mul(contextValues[c]));
        }
        return attended.permute(0, 2, 1, 3).reshape(x.size(0), length, options.embeddingDimension());
    }

    /** [batch, length, dimension] to [batch, heads, length, width]. */
    private Tensor split(Tensor x) {
        return x.reshape(x.size(0), x.size(1), options.attentionHeads(), -1).permute(0, 2, 1, 3);
    }

    @Override
    public Map<String, Tensor> tables(ForwardPass pass, Tensor rows, ItemRowLayout columns) {
        return Map.of();
    }
}
