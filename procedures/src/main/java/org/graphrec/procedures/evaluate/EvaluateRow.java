package org.graphrec.procedures.evaluate;

import java.util.List;
import java.util.Map;
import org.graphrec.training.compare.EvaluationRow;
import org.graphrec.training.compare.Metric;

/** The row of {@code rec.evaluate}: a model in one segment. What was not measured is null. */
public record EvaluateRow(
        String modelName,
        String segment,
        long users,
        long interactions,
        Double rmse,
        Double mae,
        Double accuracy,
        Double recall,
        Double ndcg,
        Double hitRate,
        Double mrr,
        Double auc,
        Double coverage,
        Double novelty,
        Double gini,
        Double tailShare,
        Double debiasedNdcg,
        Map<String, Object> intervals,
        Double likeThreshold,
        Map<String, Object> configuration) {

    static EvaluateRow of(String modelName, EvaluationRow row, Map<String, Object> configuration) {
        Map<Metric, Double> values = row.values();
        return new EvaluateRow(
                modelName,
                row.segment().cypherName(),
                row.users(),
                row.interactions(),
                values.get(Metric.RMSE),
                values.get(Metric.MAE),
                values.get(Metric.ACCURACY),
                values.get(Metric.RECALL),
                values.get(Metric.NDCG),
                values.get(Metric.HIT_RATE),
                values.get(Metric.MRR),
                values.get(Metric.AUC),
                values.get(Metric.COVERAGE),
                values.get(Metric.NOVELTY),
                values.get(Metric.GINI),
                values.get(Metric.TAIL_SHARE),
                values.get(Metric.DEBIASED_NDCG),
                CompareRow.named(row.intervals(), interval -> List.of(interval.low(), interval.high())),
                Double.isNaN(row.likeThreshold()) ? null : row.likeThreshold(),
                configuration);
    }
}
