package org.graphrec.training.model;

import org.graphrec.training.graph.History;

/**
 * How much each item of a history counts: its own weight or 1, times exp(-decay) for each later item.
 *
 * @param decay at least 0; 0 makes all items count alike
 * @param weighted whether the weights of the history count
 */
public record HistoryWeighting(double decay, boolean weighted) {

    /** Every item of a history counts 1. */
    public static final HistoryWeighting NONE = new HistoryWeighting(0, false);

    /** The weight of the {@code i}-th oldest item of {@code history}. */
    public float weight(History history, int i) {
        double weight = weighted ? history.weight(i) : 1;
        return (float) (decay == 0 ? weight : weight * Math.exp(-decay * (history.size() - 1 - i)));
    }
}
