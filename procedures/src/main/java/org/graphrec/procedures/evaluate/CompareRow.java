// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.graphrec.training.compare.ComparisonRow;
import org.graphrec.training.compare.Metric;

/** The row of {@code rec.compare}: one method in one segment. What was not measured is null. */
public record CompareRow(
        String architecture,
        String family,
        String segment,
        Double ndcg,
        Double recall,
        Double hitRate,
        Double rmse,
        Double mae,
        Double accuracy,
        Double mrr,
        Double auc,
        Double coverage,
        Double novelty,
        Double gini,
        Double tailShare,
        Double debiasedNdcg,
        long users,
        long interactions,
        Double likeThreshold,
        long fitMillis,
        long memoryBytes,
        List<String> warnings,
        Map<String, Object> intervals,
        Map<String, Object> pValues,
        Map<String, Object> comparedWith,
        Map<String, Object> parameters,
        Map<String, Object> configuration) {

    static CompareRow of(ComparisonRow row, List<String> warnings, Map<String, Object> configuration) {
        Map<Metric, Double> values = row.values();
        return new CompareRow(
                row.method().cypherName(),
                row.method().family(),
                row.segment().cypherName(),
                values.get(Metric.NDCG),
                values.get(Metric.RECALL),
                values.get(Metric.HIT_RATE),
                values.get(Metric.RMSE),
                values.get(Metric.MAE),
                values.get(Metric.ACCURACY),
                values.get(Metric.MRR),
                values.get(Metric.AUC),
                values.get(Metric.COVERAGE),
                values.get(Metric.NOVELTY),
                values.get(Metric.GINI),
                values.get(Metric.TAIL_SHARE),
                values.get(Metric.DEBIASED_NDCG),
                row.users(),
                row.interactions(),
                Double.isNaN(row.likeThreshold()) ? null : row.likeThreshold(),
                row.fitMillis(),
                row.memoryBytes(),
                warnings,
                named(row.intervals(), interval -> List.of(interval.low(), interval.high())),
                named(row.pValues(), p -> p),
                named(row.comparedWith(), method -> method.cypherName()),
                row.parameters(),
                configuration);
    }

    static <V> Map<String, Object> named(Map<Metric, V> values, Function<V, Object> shown) {
        Map<String, Object> named = new LinkedHashMap<>();
        values.forEach((metric, value) -> named.put(metric.cypherName(), shown.apply(value)));
        return named;
    }
}
