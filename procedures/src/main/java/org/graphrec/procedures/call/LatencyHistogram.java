// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long calls took, counted in classes of which each is 2^(1/8) times as wide as the one before: a percentile is at most 9 % above
 * the truth. From one microsecond to an hour; what took longer counts as an hour. Safe for many threads.
 */
final class LatencyHistogram {
    private static final int CLASSES_PER_DOUBLING = 8;
    private static final int CLASSES = 32 * CLASSES_PER_DOUBLING;

    private final AtomicLongArray counts = new AtomicLongArray(CLASSES);

    void add(long nanos) {
        counts.incrementAndGet(place(nanos));
    }

    private static int place(long nanos) {
        double micros = Math.max(1, nanos / 1e3);
        int place = (int) Math.ceil(CLASSES_PER_DOUBLING * Math.log(micros) / Math.log(2) - 1e-9);
        return Math.min(CLASSES - 1, place);
    }

    /** Milliseconds that a share of the calls did not exceed; 0 where there were none. */
    double percentile(double share) {
        long all = 0;
        for (int i = 0; i < CLASSES; i++) {
            all += counts.get(i);
        }
        long wanted = (long) Math.ceil(share * all);
        long seen = 0;
        for (int i = 0; i < CLASSES && all > 0; i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return Math.pow(2, (double) i / CLASSES_PER_DOUBLING) / 1e3;
            }
        }
        return 0;
    }
}
