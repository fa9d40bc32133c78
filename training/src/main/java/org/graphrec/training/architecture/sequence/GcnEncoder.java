// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;

/**
 * A graph convolution onto the user: u = act(sum_j A_uj m_j), where m_j = MLP(h_j), or MLP(concat(h_j, content_j)) where items
 * have texts. A_u is the softmax of learned recency, so that its rows sum to 1; without times every item has the same share.
 */
final class GcnEncoder implements HistoryEncoder {

    private final Matrix messages;
    private final Recency recency;

    GcnEncoder(SequenceTensors tensors, SequenceOptions options) {
        this.messages = tensors.table("messages", options.embeddingDimension());
        this.recency = new Recency(tensors, options.historyLength(), 1);
    }

    @Override
    public float[] encode(History history) {
        float[] shares = shares(recency, history.size());
        float[] user = new float[messages.columns()];
        for (int i = 0; i < history.size(); i++) {
            Tables.add(shares[i], messages, history, i, 0, user.length, user);
        }
        return Tables.activate(user);
    }

    /** What each item of a history of this size counts. */
    static float[] shares(Recency recency, int size) {
        float[] shares = new float[size];
        for (int i = 0; i < size; i++) {
            shares[i] = recency.logit(size - 1 - i, 0);
        }
        Recency.softmax(shares, size);
        return shares;
    }
}
