// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import org.graphrec.training.Require;
import org.graphrec.training.graph.History;

/**
 * How much each item of a history counts: its own weight to the power of strength, times its emphasis, times (n + 1)^-decay when n
 * later items follow.
 *
 * <p>A power rather than an exponential: what was recent for the next item is also recent, if less so, for the tenth from now,
 * and a long history keeps its say.
 *
 * @param decay at least 0; 0 makes all items count alike
 * @param strength at least 0: of counts whose largest are thousands of times the smallest, the root or less is what tells; 0 makes all
 *     weights count alike
 */
public record HistoryWeighting(double decay, double strength) {

    /** Every item of a history counts 1. */
    public static final HistoryWeighting NONE = new HistoryWeighting(0, 0);

    private static final double[] STRENGTHS = {0, 0.1, 0.2, 0.35, 0.5, 0.75, 1};

    /** Rejects a decay out of range. */
    public HistoryWeighting {
        Require.between("recencyDecay", decay, 0.0, 100.0);
        Require.between("strength", strength, 0.0, 100.0);
    }

    /** With the weights as they are, or without them. */
    public HistoryWeighting(double decay, boolean weighted) {
        this(decay, weighted ? 1 : 0);
    }

    /** Whether the weights of a history count. */
    public boolean weighted() {
        return strength > 0;
    }

    /** What a weight counts. */
    public double of(float weight) {
        return strength == 0 ? 1 : strength == 1 ? weight : Math.pow(weight, strength);
    }

    /** Strengths worth trying, ascending. */
    public static double[] strengths() {
        return STRENGTHS.clone();
    }

    /** The same with another decay. */
    public HistoryWeighting withDecay(double value) {
        return new HistoryWeighting(value, strength);
    }

    /** The same with another strength. */
    public HistoryWeighting withStrength(double value) {
        return new HistoryWeighting(decay, value);
    }

    /** The weight of the {@code i}-th oldest item of {@code history}. */
    public float weight(History history, int i) {
        double weight = of(history.weight(i)) * history.emphasis(i);
        return (float) (decay == 0 ? weight : weight * Math.pow(history.age(i), -decay));
    }
}
