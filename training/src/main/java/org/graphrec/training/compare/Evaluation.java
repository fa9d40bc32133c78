// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.model.Model;
import org.graphrec.training.rating.FoldedIn;
import org.graphrec.training.rating.RatingModel;

/** Measures a model that is fitted already on a part of some interactions, given the other part as histories. */
public final class Evaluation {

    private final InteractionLog log;
    private final SplitOptions split;
    private final int k;
    private final long seed;
    private final int concurrency;
    private final Monitor monitor;

    /**
     * An evaluation on a log whose items are numbered as the model's.
     *
     * @param split what is held out; without folds
     * @param k length of the lists, at least 1
     */
    public Evaluation(InteractionLog log, SplitOptions split, int k, long seed, int concurrency, Monitor monitor) {
        this.log = log;
        this.split = split;
        this.k = Require.atLeast("k", k, 1);
        this.seed = seed;
        this.concurrency = concurrency;
        this.monitor = monitor;
        Require.between("folds", split.folds(), 1, 1);
    }

    /** An upper bound on the heap an evaluation needs beyond the log, in bytes. */
    public static long peakBytes(int users, int items, int interactions, int concurrency) {
        return 3L * (16L * interactions + 8L * ((long) users + items))
                + concurrency * 16L * items
                + 3 * MetricSums.bytes(users)
                + Bootstrap.bytes(users);
    }

    /** The part that is not held out: all that a model may have been trained on. */
    public Partition partition() {
        return Partition.of(log, split, seed).get(0);
    }

    /** Measures rankings. */
    public List<EvaluationRow> ranking(Partition partition, Model model) {
        Require.size("items of the log", log.items(), model.items());
        Measurement measurement = new Measurement(partition, k, seed, concurrency, monitor);
        Map<Segment, MetricSums> tallies = tallies(measurement);
        measurement.rank(model::score, tallies);
        return rows(measurement, tallies, Double.NaN);
    }

    /**
     * Measures predicted ratings.
     *
     * @param likeThreshold a rating of at least this is a like; NaN for the mean of the ratings that are not held out
     */
    public List<EvaluationRow> rating(Partition partition, RatingModel model, double likeThreshold) {
        Require.size("items of the log", log.items(), model.items());
        Measurement measurement = new Measurement(partition, k, seed, concurrency, monitor);
        Map<Segment, MetricSums> tallies = tallies(measurement);
        double threshold = Double.isNaN(likeThreshold)
                ? RatingRange.of(partition.trainingRatings()).mean()
                : likeThreshold;
        double[] predicted =
                new FoldedIn(model, partition.trainingRatings()).predict(partition.heldRatings(), concurrency, monitor);
        measurement.rate(predicted, threshold, tallies);
        return rows(measurement, tallies, threshold);
    }

    private Map<Segment, MetricSums> tallies(Measurement measurement) {
        Map<Segment, MetricSums> tallies = new EnumMap<>(Segment.class);
        for (Segment segment : measurement.segments()) {
            tallies.put(segment, new MetricSums(log.users()));
        }
        return tallies;
    }

    private List<EvaluationRow> rows(Measurement measurement, Map<Segment, MetricSums> tallies, double threshold) {
        Bootstrap bootstrap = new Bootstrap(log.users(), seed, concurrency, monitor);
        List<EvaluationRow> rows = new ArrayList<>();
        tallies.forEach((segment, tally) -> {
            Map<Metric, Double> values = new EnumMap<>(Metric.class);
            Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                if (tally.measured(metric)) {
                    values.put(metric, tally.value(metric));
                    if (metric.perUser()) {
                        intervals.put(
                                metric, bootstrap.of(tally.sums(metric), tally.counts(metric), metric == Metric.RMSE));
                    }
                }
            }
            rows.add(new EvaluationRow(
                    segment, tally.users(), measurement.heldOut(segment), values, intervals, threshold));
        });
        return rows;
    }
}
