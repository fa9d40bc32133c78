// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;

/**
 * How often each item was interacted with in the seven days before a moment, or where times are no dates in the last twentieth of the
 * interactions before it.
 */
public final class RecentCounts {
    private static final double DAYS = 7;

    private static final double SECONDS_A_DAY = 86_400;

    private static final double MILLIS_A_DAY = 1000 * SECONDS_A_DAY;

    private static final int LAST_OF = 20;

    private final Interactions interactions;
    private final double[] times; // those that are known, ascending

    /** Sorts the times of the interactions. */
    public RecentCounts(Interactions interactions) {
        this.interactions = interactions;
        double[] all = new double[interactions.size()];
        Arrays.setAll(all, interactions::time);
        Arrays.sort(all); // NaN, which stands for no time, comes last
        this.times = Arrays.copyOf(all, before(all, Double.NaN));
    }

    /** How many interactions have a time. */
    public int known() {
        return times.length;
    }

    /** The time of the {@code i}-th of those that have one, from 0, in the order of time. */
    public double time(int i) {
        return times[i];
    }

    /** By item, of all interactions; see {@link #of(double)}. */
    public int[] ofAll() {
        return of(Double.POSITIVE_INFINITY);
    }

    /** By item; ties with the earliest that counts are counted too, and what has no time is not. */
    public int[] of(double before) {
        int[] counts = new int[interactions.items()];
        double from = from(before);
        int[] itemOf = interactions.byUser().targets();
        for (int edge = 0; edge < itemOf.length; edge++) {
            if (interactions.time(edge) >= from && interactions.time(edge) < before) {
                counts[itemOf[edge]]++;
            }
        }
        return counts;
    }

    private double from(double before) {
        int known = before(times, before);
        if (known == 0) {
            return Double.NaN;
        }
        double day = day(times[0], times[known - 1]);
        return Double.isNaN(day) ? times[known - 1 - (known - 1) / LAST_OF] : times[known - 1] - DAYS * day;
    }

    /** How many of the times, which ascend, are before a moment. */
    private static int before(double[] times, double moment) {
        int from = 0;
        int to = times.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Double.compare(times[middle], moment) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * The length of a day where all times can be dates: seconds since 1970 from 1973 on, as {@code rec.time} gives them, or
     * milliseconds. NaN for other numbers, such as places in a sequence.
     */
    private static double day(double first, double last) {
        if (first >= 1e8 && last < 1e10) {
            return SECONDS_A_DAY;
        }
        return first >= 1e11 && last < 1e13 ? MILLIS_A_DAY : Double.NaN;
    }
}
