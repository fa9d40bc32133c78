// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.graph.History;

/** The forward pass of a trained head. Immutable, and safe for use by many threads at once. */
public interface HistoryEncoder {

    /**
     * The vector of a user with this history, [dimension]. An item whose emphasis is not 1 enters with its vector multiplied by
     * it; weights are not read.
     *
     * @param history not empty
     */
    float[] encode(History history);

    /**
     * A head over its arrays.
     *
     * @throws IllegalArgumentException when arrays are missing or do not fit
     */
    static HistoryEncoder of(SequenceKind kind, SequenceTensors tensors, SequenceOptions options) {
        HistoryEncoder encoder = switch (kind) {
            case GCN -> new GcnEncoder(tensors, options);
            case GAT -> new GatEncoder(tensors, options);
            case SAGE -> new SageEncoder(tensors, options);
            case LSTM -> new LstmEncoder(tensors, options);
            case TRANSFORMER -> new TransformerEncoder(tensors, options);
        };
        return kind == SequenceKind.TRANSFORMER || options.context() != SequenceContext.GRAPH_CONTEXT
                ? encoder
                : new ContextEncoder(encoder, tensors, options.embeddingDimension());
    }

    /** The latest items of a history. */
    static History latest(History history, int length) {
        int skipped = history.size() - length;
        if (skipped <= 0) {
            return history;
        }
        int[] items = new int[length];
        float[] emphases = new float[length];
        for (int i = 0; i < length; i++) {
            items[i] = history.item(skipped + i);
            emphases[i] = history.emphasis(skipped + i);
        }
        return new History(items, null, emphases);
    }
}
