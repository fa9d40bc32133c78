package org.graphrec.training.model;

import org.graphrec.training.Require;
import org.graphrec.training.graph.History;

/**
 * How much each item of a history counts: its own weight or 1, times its emphasis, times (n + 1)^-decay when n later items follow.
 *
 * <p>A power rather than an exponential: what was recent for the next item is also recent, if less so, for the tenth from now,
 * and a long history keeps its say.
 *
 * @param decay at least 0; 0 makes all items count alike
 * @param weighted whether the weights of the history count
 */
public record HistoryWeighting(double decay, boolean weighted) {

    /** Every item of a history counts 1. */
    public static final HistoryWeighting NONE = new HistoryWeighting(0, false);

    /** Rejects a decay out of range. */
    public HistoryWeighting {
        Require.between("recencyDecay", decay, 0.0, 100.0);
    }

    /** The weight of the {@code i}-th oldest item of {@code history}. */
    public float weight(History history, int i) {
        double weight = (weighted ? history.weight(i) : 1) * history.emphasis(i);
        return (float) (decay == 0 ? weight : weight * Math.pow(history.age(i), -decay));
    }
}
