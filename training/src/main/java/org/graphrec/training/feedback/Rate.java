// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

import org.graphrec.training.compare.Interval;

/**
 * A rate between 0 and 1, such as of clicks; NaN, with such an interval, where it cannot be estimated.
 *
 * @param value the estimate
 * @param interval 95 % confidence interval
 */
public record Rate(double value, Interval interval) {
    /** Where there is no estimate. */
    static final Rate UNKNOWN = new Rate(Double.NaN, new Interval(Double.NaN, Double.NaN));

    /** Whether there is an estimate. */
    public boolean known() {
        return !Double.isNaN(value);
    }
}
