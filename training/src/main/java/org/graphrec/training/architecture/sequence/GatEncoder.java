// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;

/**
 * Graph attention onto the user (Velickovic et al. 2018): in each head, v_j = W h_j, the user's own vector is the mean of the
 * v_j, alpha_j = softmax_j(LeakyReLU(a_s v_j + a_d mean v) + recency), and u = act(W_o concat over heads of sum_j alpha_j v_j).
 * The tables hold v_j, a_s v_j and a_d v_j.
 */
final class GatEncoder implements HistoryEncoder {

    private final Matrix values;
    private final Matrix sources;
    private final Matrix destinations;
    private final Recency recency;
    private final Dense output;
    private final int heads;

    GatEncoder(SequenceTensors tensors, SequenceOptions options) {
        int dimension = options.embeddingDimension();
        this.heads = options.attentionHeads();
        this.values = tensors.table("values", dimension);
        this.sources = tensors.table("sources", heads);
        this.destinations = tensors.table("destinations", heads);
        this.recency = new Recency(tensors, options.historyLength(), heads);
        this.output = new Dense(tensors, "output", dimension, dimension);
    }

    @Override
    public float[] encode(History history) {
        int size = history.size();
        int width = values.columns() / heads;
        float[] own = Tables.mean(destinations, history);
        float[] attended = new float[values.columns()];
        float[] shares = new float[size];
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < size; i++) {
                float logit = history.emphasis(i) * sources.at(history.item(i), head) + own[head];
                shares[i] = (logit > 0 ? logit : Tables.SLOPE * logit) + recency.logit(size - 1 - i, head);
            }
            Recency.softmax(shares, size);
            for (int i = 0; i < size; i++) {
                Tables.add(shares[i], values, history, i, head * width, (head + 1) * width, attended);
            }
        }
        return Tables.activate(output.apply(attended));
    }
}
