// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.graphrec.training.Require;
import org.graphrec.training.tune.TrainingOptions;

/**
 * What to compare, and how.
 *
 * @param methods in the order of the table; not empty
 * @param split what is held out
 * @param metrics what is measured; not empty
 * @param k length of the lists, at least 1
 * @param seeds of splits and fits; the whole comparison is run with each, and the table is over all; not empty
 * @param likeThreshold a rating of at least this is a like; NaN for the mean of the training ratings, which on MovieLens tells 4 and 5
 *     stars from the others as Herlocker et al. 2004 do
 * @param baseline what the others are tested against; null for whatever is best by each metric
 * @param training how to fit: of these the validation fraction, topK, rank, concurrency and time budget are read
 */
public record ComparisonOptions(
        List<ComparisonMethod> methods,
        SplitOptions split,
        Set<Metric> metrics,
        int k,
        List<Long> seeds,
        double likeThreshold,
        ComparisonMethod baseline,
        TrainingOptions training) {

    /** Copies the lists, and rejects empty ones. */
    public ComparisonOptions {
        methods = List.copyOf(methods);
        metrics = Set.copyOf(metrics);
        seeds = List.copyOf(seeds);
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(training, "training");
        Require.atLeast("k", k, 1);
        Require.atLeast("methods", methods.size(), 1);
        Require.atLeast("metrics", metrics.size(), 1);
        Require.atLeast("seeds", seeds.size(), 1);
        if (baseline != null && !methods.contains(baseline)) {
            throw new IllegalArgumentException("The value of `baseline` must be one of the methods compared but was `"
                    + baseline.cypherName() + "`.");
        }
    }

    /** Whether lists are measured. */
    public boolean ranked() {
        return metrics.stream().anyMatch(metric -> !metric.ofRatings());
    }

    /** Whether predicted ratings are measured. */
    public boolean rated() {
        return metrics.stream().anyMatch(Metric::ofRatings);
    }

    /** How often each method is fitted. */
    int rounds() {
        return seeds.size() * split.folds();
    }
}
