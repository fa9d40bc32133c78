// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One method in one segment.
 *
 * @param method which one
 * @param segment which held-out interactions
 * @param users number of users measured
 * @param interactions number of held-out interactions, over all folds and seeds
 * @param values of the metrics asked for; those that the method has nothing to do with are missing
 * @param intervals 95 % confidence intervals, by bootstrap over users
 * @param pValues of the paired test against {@code comparedWith}, by user
 * @param comparedWith the baseline, or the best method by that metric
 * @param likeThreshold from which on a rating counts as a like; NaN without ratings
 * @param fitMillis what one fit took, rating and ranking together; the mean over folds and seeds
 * @param memoryBytes an upper bound on the heap of a fit
 * @param parameters chosen in the first fit, under {@code ranking} and {@code rating}
 */
public record ComparisonRow(
        ComparisonMethod method,
        Segment segment,
        int users,
        long interactions,
        Map<Metric, Double> values,
        Map<Metric, Interval> intervals,
        Map<Metric, Double> pValues,
        Map<Metric, ComparisonMethod> comparedWith,
        double likeThreshold,
        long fitMillis,
        long memoryBytes,
        Map<String, Object> parameters) {

    /** Copies the maps. */
    public ComparisonRow {
        values = copy(values);
        intervals = copy(intervals);
        pValues = copy(pValues);
        comparedWith = copy(comparedWith);
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    private static <V> Map<Metric, V> copy(Map<Metric, V> map) {
        Map<Metric, V> copy = new EnumMap<>(Metric.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }
}
