// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a fitted model came to in one segment.
 *
 * @param segment which held-out interactions
 * @param users number of users measured
 * @param interactions number of held-out interactions
 * @param values of the metrics
 * @param intervals 95 % confidence intervals, by bootstrap over users
 * @param likeThreshold from which on a rating counts as a like; NaN without ratings
 */
public record EvaluationRow(
        Segment segment,
        int users,
        long interactions,
        Map<Metric, Double> values,
        Map<Metric, Interval> intervals,
        double likeThreshold) {

    /** Copies the maps. */
    public EvaluationRow {
        values = Collections.unmodifiableMap(new EnumMap<>(values));
        intervals = Collections.unmodifiableMap(new EnumMap<>(intervals));
    }
}
