package org.graphrec.training.graph;

import org.graphrec.training.Require;

/** The items one user has interacted with, oldest first, each with a weight. */
public final class History {

    private static final int[] NO_ITEMS = {};

    private final int[] items;
    private final float[] weights;

    /**
     * A history over {@code items}, which are not copied.
     *
     * @param items item indices, oldest first
     * @param weights finite weights greater than 0, one per item; null means 1 for each
     */
    public History(int[] items, float[] weights) {
        if (weights != null) {
            Require.size("weights", weights.length, items.length);
        }
        this.items = items;
        this.weights = weights;
    }

    /** The history of a user who has not interacted with anything. */
    public static History empty() {
        return new History(NO_ITEMS, null);
    }

    /** The number of items. */
    public int size() {
        return items.length;
    }

    /** The {@code i}-th oldest item. */
    public int item(int i) {
        return items[i];
    }

    /** The weight of the {@code i}-th oldest item. */
    public float weight(int i) {
        return weights == null ? 1 : weights[i];
    }
}
