package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.training.head.HeadOptions;

/** {@code TransformerEncoder} with gradients. */
final class TransformerHead implements Head {

    private final HeadOptions options;
    private final boolean timed;

    TransformerHead(HeadOptions options, boolean timed) {
        this.options = options;
        this.timed = timed;
    }

    @Override
    public void declare(Parameters parameters) {
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
    public NDArray encode(Pass pass, NDArray rows, Columns columns, float[] kept) {
        int length = (int) rows.getShape().get(1);
        NDArray causal = pass.causal(length, kept);
        NDArray mask = causal.add(pass.distances(length));
        NDArray shares = Pass.shares(causal).squeeze(1);
        List<NDArray> contexts = new ArrayList<>();
        if (columns.hasText()) {
            contexts.add(shares.matMul(columns.text(rows)));
        }
        if (columns.hasGraph()) {
            contexts.add(shares.matMul(columns.graph(rows)));
        }
        NDArray x = pass.dropout(pass.norm("inputNorm", columns.items(rows)));
        for (int b = 0; b < options.layers(); b++) {
            String name = "block" + b + ".";
            NDArray attended = attend(pass, name, pass.norm(name + "attentionNorm", x), contexts, mask);
            x = x.add(pass.dropout(pass.dense(name + "output", attended)));
            NDArray wide = Pass.activate(pass.dense(name + "wide", pass.norm(name + "forwardNorm", x)));
            x = x.add(pass.dropout(pass.dense(name + "narrow", pass.dropout(wide))));
        }
        return pass.norm("outputNorm", x);
    }

    private NDArray attend(Pass pass, String name, NDArray x, List<NDArray> contexts, NDArray mask) {
        long length = x.getShape().get(1);
        double scale = 1 / Math.sqrt(options.embeddingDimension() / (double) options.attentionHeads());
        NDArray query = Pass.times(split(pass.dense(name + "query", x)), scale);
        NDArray keys = split(pass.dense(name + "key", x));
        NDArray values = split(pass.dense(name + "value", x));
        NDArray[] logits = new NDArray[1 + contexts.size()];
        logits[0] = query.matMul(keys.transpose(0, 1, 3, 2)).add(mask);
        NDArray[] contextValues = new NDArray[contexts.size()];
        for (int c = 0; c < contexts.size(); c++) {
            // each position reads the one token of its own prefix
            NDArray token = pass.norm(name + "attentionNorm", contexts.get(c));
            NDArray key = split(pass.dense(name + "key", token));
            contextValues[c] = split(pass.dense(name + "value", token));
            NDArray bias = pass.weight("contextLogits")
                    .reshape(contexts.size(), options.attentionHeads(), 1, 1)
                    .get(c);
            logits[1 + c] = query.mul(key).sum(new int[] {3}, true).add(bias);
        }
        NDArray shares = Pass.concat(-1, logits).softmax(-1);
        NDArray attended = shares.get("..., 0:{}", length).matMul(values);
        for (int c = 0; c < contextValues.length; c++) {
            attended = attended.add(
                    shares.get("..., {}:{}", length + c, length + c + 1).mul(contextValues[c]));
        }
        return attended.transpose(0, 2, 1, 3).reshape(x.getShape().get(0), length, options.embeddingDimension());
    }

    /** [batch, length, dimension] to [batch, heads, length, width]. */
    private NDArray split(NDArray x) {
        return x.reshape(x.getShape().get(0), x.getShape().get(1), options.attentionHeads(), -1)
                .transpose(0, 2, 1, 3);
    }

    @Override
    public Map<String, NDArray> tables(Pass pass, NDArray rows, Columns columns) {
        return Map.of();
    }
}
