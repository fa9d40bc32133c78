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

    private RecentCounts() {}

    /** By item; ties with the earliest that counts are counted too, and what has no time is not. */
    public static int[] of(Interactions interactions, double before) {
        int[] counts = new int[interactions.items()];
        double from = from(interactions, before);
        int[] itemOf = interactions.byUser().targets();
        for (int edge = 0; edge < itemOf.length; edge++) {
            if (interactions.time(edge) >= from && interactions.time(edge) < before) {
                counts[itemOf[edge]]++;
            }
        }
        return counts;
    }

    private static double from(Interactions interactions, double before) {
        double[] times = new double[interactions.size()];
        int known = 0;
        for (int edge = 0; edge < times.length; edge++) {
            double time = interactions.time(edge);
            if (time < before) {
                times[known++] = time;
            }
        }
        if (known == 0) {
            return Double.NaN;
        }
        Arrays.sort(times, 0, known);
        double day = day(times[0], times[known - 1]);
        return Double.isNaN(day) ? times[known - 1 - (known - 1) / LAST_OF] : times[known - 1] - DAYS * day;
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
