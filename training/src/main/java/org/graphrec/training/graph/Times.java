// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** The order of times. NaN, an unknown time, comes before every number; 0 and -0 are one moment. */
public final class Times {

    private Times() {}

    /** As {@link Double#compare}, with NaN first and one 0. */
    public static int compare(double one, double other) {
        boolean known = !Double.isNaN(one);
        if (known && !Double.isNaN(other)) {
            return Double.compare(one + 0.0, other + 0.0);
        }
        return Boolean.compare(known, !Double.isNaN(other));
    }

    /** Earlier first. */
    public static <T> Comparator<T> comparing(ToDoubleFunction<T> time) {
        return (one, other) -> compare(time.applyAsDouble(one), time.applyAsDouble(other));
    }
}
