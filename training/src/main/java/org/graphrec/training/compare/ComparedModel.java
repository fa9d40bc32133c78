// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.training.Monitor;
import org.graphrec.training.baseline.BaselineFit;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.tune.TrainingOptions;

/** One method over all folds and seeds: fitted to each training part, measured on what was held out. */
final class ComparedModel {

    private final ComparisonMethod method;
    private final ComparisonOptions options;
    private final Map<Segment, MetricSums> tallies = new EnumMap<>(Segment.class);
    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final List<Curve> curves = new ArrayList<>();
    private List<int[]> examples = List.of();
    private long nanos;
    private double thresholds;
    private int fits;

    ComparedModel(ComparisonMethod method, ComparisonOptions options) {
        this.method = method;
        this.options = options;
    }

    ComparisonMethod method() {
        return method;
    }

    /** Fits and measures once more. */
    void enter(Partition partition, Measurement measurement, Matrix features, long seed, int[] shown, Monitor monitor) {
        Set<Segment> segments = measurement.segments();
        Map<Segment, MetricSums> now = new EnumMap<>(Segment.class);
        for (Segment segment : segments) {
            MetricSums tally = tallies.computeIfAbsent(
                    segment, key -> new MetricSums(partition.training().users()));
            tally.addHeldOut(measurement.heldOut(segment));
            now.put(segment, tally);
        }
        if (options.ranked() && method.ranks()) {
            rank(partition, measurement, features, seed, shown, now, monitor);
        }
        if (options.rated() && method.rates()) {
            rate(partition, measurement, features, seed, now, monitor);
        }
        fits++;
    }

    private void rank(
            Partition partition,
            Measurement measurement,
            Matrix features,
            long seed,
            int[] shown,
            Map<Segment, MetricSums> now,
            Monitor monitor) {
        long start = System.nanoTime();
        Fit fit = Trainer.fit(
                method.ranking().orElseThrow(), partition.training(), features, trainingOptions(seed), monitor);
        nanos += System.nanoTime() - start;
        measurement.rank(fit.model()::score, fit.model().personal(), now);
        if (fits == 0) {
            parameters.put("ranking", fit.model().parameters());
            examples = measurement.lists(fit.model()::score, shown);
            addCurve(
                    Metric.NDCG,
                    fit.model().trainingReports().stream()
                            .flatMap(report -> report.epochs().stream())
                            .map(EpochReport::ndcg)
                            .filter(Double::isFinite)
                            .toList());
        }
    }

    private void rate(
            Partition partition,
            Measurement measurement,
            Matrix features,
            long seed,
            Map<Segment, MetricSums> now,
            Monitor monitor) {
        long start = System.nanoTime();
        BaselineFit fit = method.ratings()
                .orElseThrow()
                .fitting()
                .fit(partition.trainingRatings(), features, trainingOptions(seed), monitor);
        nanos += System.nanoTime() - start;
        double threshold = Double.isNaN(options.likeThreshold())
                ? RatingRange.of(partition.trainingRatings()).mean()
                : options.likeThreshold();
        thresholds += threshold;
        int concurrency = options.training().concurrency();
        measurement.rate(fit.predictor().predict(partition.heldRatings(), concurrency, monitor), threshold, now);
        if (fits == 0) {
            parameters.put("rating", fit.predictor().parameters());
            addCurve(Metric.RMSE, fit.validation());
        }
    }

    private void addCurve(Metric metric, List<Double> values) {
        if (values.size() > 1) {
            curves.add(new Curve(method, metric, values));
        }
    }

    private TrainingOptions trainingOptions(long seed) {
        return options.training().withRandomSeed(seed);
    }

    MetricSums tally(Segment segment) {
        return tallies.get(segment);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    List<Curve> curves() {
        return curves;
    }

    /** The lists of the users shown; empty where the method does not rank. */
    List<int[]> examples() {
        return examples;
    }

    long fitMillis() {
        return nanos / Math.max(1, fits) / 1_000_000;
    }

    /** The mean over folds; NaN where it does not rate. */
    double likeThreshold() {
        return options.rated() && method.rates() ? thresholds / fits : Double.NaN;
    }
}
