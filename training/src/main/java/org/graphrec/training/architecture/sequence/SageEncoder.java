// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.Arrays;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;

/**
 * GraphSAGE onto the user (Hamilton, Ying and Leskovec 2017): u = act(W concat(own, aggregate) + b), where m_j = act(W_m h_j +
 * b_m), the aggregate is the mean of the m_j by learned recency, or the greatest of every component, and the user's own vector
 * is the plain mean of the h_j.
 */
final class SageEncoder implements HistoryEncoder {

    private final Matrix items;
    private final Matrix messages;
    private final Recency recency;
    private final Dense output;
    private final boolean pool;

    SageEncoder(SequenceTensors tensors, SequenceOptions options) {
        int dimension = options.embeddingDimension();
        this.items = tensors.table("items", dimension);
        this.messages = tensors.table("messages", dimension);
        this.recency = new Recency(tensors, options.historyLength(), 1);
        this.output = new Dense(tensors, "output", 2 * dimension, dimension);
        this.pool = options.pool();
    }

    @Override
    public float[] encode(History history) {
        int dimension = items.columns();
        float[] both = Arrays.copyOf(Tables.mean(items, history), 2 * dimension);
        float[] aggregate = pool ? greatest(history) : mean(history);
        System.arraycopy(aggregate, 0, both, dimension, dimension);
        return Tables.activate(output.apply(both));
    }

    private float[] mean(History history) {
        float[] shares = GcnEncoder.shares(recency, history.size());
        float[] mean = new float[messages.columns()];
        for (int i = 0; i < shares.length; i++) {
            Tables.add(shares[i], messages, history, i, 0, mean.length, mean);
        }
        return mean;
    }

    private float[] greatest(History history) {
        float[] greatest = Tables.row(messages, history, 0);
        for (int i = 1; i < history.size(); i++) {
            float[] row = Tables.row(messages, history, i);
            for (int d = 0; d < row.length; d++) {
                greatest[d] = Math.max(greatest[d], row[d]);
            }
        }
        return greatest;
    }
}
