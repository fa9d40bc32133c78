// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.ItemClasses;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/** Fits a model: splits off a holdout, tunes on it, and refits on everything with what was chosen. */
public final class Trainer {

    private static final String SPLIT = "Split";

    private Trainer() {}

    /**
     * Fits a model to {@code interactions}, each of which is a like.
     *
     * @param interactions with weights above 0, or without; the caller leaves out what is seen and not liked
     * @param itemFeatures [items, dimension], any scale (rows are brought to unit length); a zero row is an item without
     *     text. Null when there are none
     * @throws IllegalArgumentException when a weight is 0 or below, a feature is not finite, or the architecture cannot be fitted to
     *     this
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Fit fit(
            Architecture architecture,
            Interactions interactions,
            Matrix itemFeatures,
            TrainingOptions options,
            Monitor monitor) {
        return fit(architecture, interactions, itemFeatures, null, options, monitor);
    }

    /**
     * As {@link #fit(Architecture, Interactions, Matrix, TrainingOptions, Monitor)}, for an architecture that also learns what class
     * an item is of.
     *
     * @param itemClasses of the items; null when there are none
     */
    public static Fit fit(
            Architecture architecture,
            Interactions interactions,
            Matrix itemFeatures,
            ItemClasses itemClasses,
            TrainingOptions options,
            Monitor monitor) {
        requireLikes(interactions);
        if (itemClasses != null) {
            Require.size("itemClasses", itemClasses.items(), interactions.items());
        }
        Matrix unit = null;
        if (itemFeatures != null) {
            Require.size("itemFeatures", itemFeatures.rows(), interactions.items());
            Require.finite("itemFeatures", itemFeatures.values());
            unit = Vectors.unitRows(itemFeatures);
        }
        return fit(
                with(interactions.context(), architecture),
                new Task(interactions, unit, itemClasses, options, monitor));
    }

    /** The architecture to fit: with channels added where there is a context. */
    private static Architecture with(Context context, Architecture architecture) {
        return context.isEmpty() ? architecture : Architectures.withContext(architecture);
    }

    /** A model that ranks learns from likes: a weight of 0 or below would be taken for one, or turn sums around. */
    private static void requireLikes(Interactions interactions) {
        Csr byUser = interactions.byUser();
        for (int edge = 0; edge < byUser.edges(); edge++) {
            if (!(byUser.weight(edge) > 0)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "The weight of an interaction must be greater than 0 for a model that ranks but was `%s`. Leave"
                                + " out what is not liked, or fit ratings, which may be any number.",
                        byUser.weight(edge)));
            }
        }
    }

    /** The phases that {@link #fit} may go through, in order. */
    public static List<String> phases(Architecture architecture, Inputs inputs) {
        Architecture fitted = inputs.context() ? Architectures.withContext(architecture) : architecture;
        List<String> phases = new ArrayList<>();
        phases.add(SPLIT);
        phases.addAll(fitted.tuningPhases(inputs));
        phases.addAll(fitted.fittingPhases(inputs));
        return phases;
    }

    /** An upper bound on the heap {@link #fit} needs beyond its arguments, in bytes; {@code featureDimension} 0 means none. */
    public static long peakBytes(
            Architecture architecture,
            int users,
            int items,
            int interactions,
            int featureDimension,
            TrainingOptions options) {
        return peakBytes(architecture, users, items, interactions, featureDimension, Context.NONE, options);
    }

    /** The same where more is known of users and items. */
    public static long peakBytes(
            Architecture architecture,
            int users,
            int items,
            int interactions,
            int featureDimension,
            Context context,
            TrainingOptions options) {
        return with(context, architecture)
                .peakBytes(new FitSize(users, items, interactions, featureDimension, context, options));
    }

    private static Fit fit(Architecture architecture, Task task) {
        architecture.refusal(task).ifPresent(refusal -> {
            throw new IllegalArgumentException(refusal);
        });
        TrainingOptions options = task.options();
        task.monitor().phase(SPLIT, 1);
        Holdout holdout = Holdout.of(task.interactions(), options.validationFraction(), options.randomSeed());
        int[] users = task.sample(RankingEvaluation.usersOf(holdout.held()));
        task.monitor().advance(1);
        Trials trials = new Trials(holdout, users, options.concurrency(), task.monitor());
        Candidate tuned = architecture.tune(task, trials);
        // before the candidate is completed: the model of the trials is at hand
        double queryWeight = QueryWeight.of(tuned.model(), task, trials);
        Candidate chosen = architecture.completed(tuned, task, trials);
        return new Fit(
                chosen.refit().apply(task.interactions()),
                trials.list(),
                users.length == 0 ? Map.of() : metrics(chosen.measured()),
                queryWeight,
                architecture.peakBytes(FitSize.of(task)));
    }

    private static Map<String, Double> metrics(RankingReport report) {
        return Map.of(
                "recall@" + report.k(), report.recall(),
                "ndcg@" + report.k(), report.ndcg(),
                "hitRate@" + report.k(), report.hitRate(),
                "mrr@" + report.k(), report.mrr());
    }
}
