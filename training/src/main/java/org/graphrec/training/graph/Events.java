// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;

/**
 * What happened between one user and items, as it was read: from a projection when a model is trained, from the live graph when
 * it serves. {@link PairRule} makes pairs of both, so that the two agree. Used again for the next user after {@link #clear}.
 */
public final class Events {
    private static final double[] NO_OTHERS = {};

    private int size;
    private int[] items = new int[16];
    private int[] kinds = new int[16];
    private double[] weights = new double[16];
    private double[] times = new double[16];
    private boolean[] liked = new boolean[16];
    private double[][] others;

    /** Events with nothing but item, kind, weight, time and liking. */
    public Events() {
        this(0);
    }

    /** Events with further numbers that are only carried along, such as the side of a given split. */
    public Events(int otherColumns) {
        others = new double[otherColumns][16];
    }

    /** Forgets all events. */
    public void clear() {
        size = 0;
    }

    /** The number of events. */
    public int size() {
        return size;
    }

    /**
     * Adds an event.
     *
     * @param item its row
     * @param kind which interaction it is, by its place in {@link PairRule#aggregates}
     * @param weight any number; NaN where there is none, or none that can be read
     * @param time any unit; NaN where it is unknown, which counts as the oldest
     * @param like false where it is known to be no like, whatever the weight
     * @param more one number per further column
     */
    public void add(int item, int kind, double weight, double time, boolean like, double... more) {
        if (size == items.length) {
            grow();
        }
        items[size] = item;
        kinds[size] = kind;
        weights[size] = weight;
        times[size] = time;
        liked[size] = like;
        for (int column = 0; column < others.length; column++) {
            others[column][size] = more[column];
        }
        size++;
    }

    private void grow() {
        int larger = Math.multiplyExact(2, size);
        items = Arrays.copyOf(items, larger);
        kinds = Arrays.copyOf(kinds, larger);
        weights = Arrays.copyOf(weights, larger);
        times = Arrays.copyOf(times, larger);
        liked = Arrays.copyOf(liked, larger);
        for (int column = 0; column < others.length; column++) {
            others[column] = Arrays.copyOf(others[column], larger);
        }
    }

    int item(int event) {
        return items[event];
    }

    int kind(int event) {
        return kinds[event];
    }

    double weight(int event) {
        return weights[event];
    }

    /** The time, the oldest of all where it is unknown. */
    double time(int event) {
        // one moment, whatever the sign of its 0
        return Double.isNaN(times[event]) ? Double.NEGATIVE_INFINITY : times[event] + 0.0;
    }

    boolean liked(int event) {
        return liked[event];
    }

    /** The further numbers of an event. */
    double[] others(int event) {
        if (others.length == 0) {
            return NO_OTHERS;
        }
        double[] values = new double[others.length];
        Arrays.setAll(values, column -> others[column][event]);
        return values;
    }
}
