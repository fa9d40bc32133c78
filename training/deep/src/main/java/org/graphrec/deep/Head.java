package org.graphrec.deep;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.head.Context;
import org.graphrec.training.head.HeadKind;
import org.graphrec.training.head.HeadOptions;

/** A network from the items of histories to user vectors, one for every prefix of a history. */
interface Head {

    /** Adds its weights. */
    void declare(Parameters parameters);

    /**
     * The user vectors after every item.
     *
     * @param x rows of the items, [batch, length, width]
     * @param columns what is where in a row
     * @param kept [batch, length], 0 for an item that is left out; null when none is
     * @return [batch, length, dimension]
     */
    Tensor encode(Pass pass, Tensor x, Columns columns, float[] kept);

    /** What the serving encoder wants to know of each item beside its vector, from rows [items, width]: [items, any] by name. */
    Map<String, Tensor> tables(Pass pass, Tensor rows, Columns columns);

    /** A head as its options say. */
    static Head of(HeadKind kind, HeadOptions options, boolean timed) {
        if (kind == HeadKind.TRANSFORMER) {
            return new TransformerHead(options, timed);
        }
        Head head = single(kind, options, timed);
        return options.context() == Context.GRAPH_CONTEXT ? new ContextHead(head) : head;
    }

    private static Head single(HeadKind kind, HeadOptions options, boolean timed) {
        return switch (kind) {
            case GCN -> new GcnHead(options, timed);
            case GAT -> new GatHead(options, timed);
            case SAGE -> new SageHead(options, timed);
            case LSTM -> new LstmHead(options);
            case TRANSFORMER -> new TransformerHead(options, timed);
        };
    }
}
