// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.List;
import java.util.Map;
import org.graphrec.training.compare.EvaluationRow;
import org.graphrec.training.compare.Metric;

/** The row of {@code rec.evaluate}: a model in one segment. What was not measured is null. */
public record EvaluateRow(
        String modelName,
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
        Map<String, Object> intervals,
        Map<String, Object> configuration) {

    static EvaluateRow of(String modelName, EvaluationRow row, Map<String, Object> configuration) {
        Map<Metric, Double> values = row.values();
        return new EvaluateRow(
                modelName,
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
                CompareRow.named(row.intervals(), interval -> List.of(interval.low(), interval.high())),
                configuration);
    }
}
