// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.architecture.sequence.SequenceContext;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.sequence.SequenceOptions;

/** A network from the items of histories to user vectors, one for every prefix of a history. */
interface HistoryNetwork {

    /** Adds its weights. */
    void declare(TrainableWeights parameters);

    /**
     * The user vectors after every item.
     *
     * @param x rows of the items, [batch, length, width]
     * @param columns what is where in a row
     * @param kept [batch, length], 0 for an item that is left out; null when none is
     * @return [batch, length, dimension]
     */
    Tensor encode(ForwardPass pass, Tensor x, ItemRowLayout columns, float[] kept);

    /** What the serving encoder wants to know of each item beside its vector, from rows [items, width]: [items, any] by name. */
    Map<String, Tensor> tables(ForwardPass pass, Tensor rows, ItemRowLayout columns);

    /** A head as its options say. */
    static HistoryNetwork of(SequenceKind kind, SequenceOptions options, boolean timed) {
        if (kind == SequenceKind.TRANSFORMER) {
            return new TransformerNetwork(options, timed);
        }
        HistoryNetwork head = single(kind, options, timed);
        return options.context() == SequenceContext.GRAPH_CONTEXT ? new ContextNetwork(head) : head;
    }

    private static HistoryNetwork single(SequenceKind kind, SequenceOptions options, boolean timed) {
        return switch (kind) {
            case GCN -> new GcnNetwork(options, timed);
            case GAT -> new GatNetwork(options, timed);
            case SAGE -> new SageNetwork(options, timed);
            case LSTM -> new LstmNetwork(options);
            case TRANSFORMER -> new TransformerNetwork(options, timed);
        };
    }
}
