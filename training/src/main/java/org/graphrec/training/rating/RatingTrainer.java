// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Fits a {@link RatingModel}: holds out a part, compares a few settings on it, sweeps on with the best for as long as its error
 * falls, and refits on everything.
 */
public final class RatingTrainer {

    /** Sweeps before the first draw counts. */
    static final int BURN_IN = 10;

    /** What share of the error a sweep must win to count as progress. */
    static final double TOLERANCE = 1e-5;

    /** Sweeps of a setting before it is compared with others. */
    private static final int COMPARED_SWEEPS = 40;

    private static final int MAX_SWEEPS = 150;

    private static final int PATIENCE = 20;

    /** Sweeps times ratings, at most, as long as {@link #COMPARED_SWEEPS} are left. */
    private static final long MAX_WORK = 400_000_000;

    /** Above as many ratings settings are not compared: more ratings leave less to choose. */
    private static final int MAX_COMPARED = 5_000_000;

    /** Draws in a model at most: the error of their mean exceeds that of many by about one draw's share. */
    private static final int MAX_DRAWS = 32;

    /** Floats in the draws of a model, at most. */
    private static final long MAX_FLOATS = 1L << 27;

    /** Without a holdout: what the comparison mostly finds. */
    private static final RatingParameters START = new RatingParameters(16, true, true, null, 80);

    private final Interactions interactions;
    private final TextFeatures text;
    private final RatingParameters parameters;
    private final TrainingOptions options;
    private final Monitor monitor;
    private final List<RatingTrial> trials = new ArrayList<>();
    private Context knownContext = Context.NONE;
    private ContextFeatures knownFeatures = ContextFeatures.NONE;

    private RatingTrainer(
            Interactions interactions,
            TextFeatures text,
            RatingParameters parameters,
            TrainingOptions options,
            Monitor monitor) {
        this.interactions = interactions;
        this.text = text;
        this.parameters = parameters;
        this.options = options;
        this.monitor = monitor;
    }

    /**
     * Fits a model to ratings. Of the options it reads the validation fraction, the seed and the concurrency.
     *
     * @param ratings interactions whose weights are ratings, any finite numbers on any scale; without weights every rating is 1.
     *     Their context counts where the holdout confirms it
     * @param itemFeatures [items, dimension], any scale (rows are brought to unit length); a zero row is an item without
     *     text. Null when there are none
     * @throws IllegalArgumentException when a feature is not finite
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static RatingFit fit(Interactions ratings, Matrix itemFeatures, TrainingOptions options, Monitor monitor) {
        TextFeatures text = null;
        if (itemFeatures != null) {
            Require.size("itemFeatures", itemFeatures.rows(), ratings.items());
            Require.finite("itemFeatures", itemFeatures.values());
            text = new TextFeatures(Vectors.unitRows(itemFeatures));
        }
        return new RatingTrainer(ratings, text, START, options, monitor).fit();
    }

    /**
     * As {@link #fit}, where a rating is the mean, two biases and the dot product of two factors, and neither texts nor who rated what
     * nor a context count.
     */
    public static RatingFit fitFactors(Interactions ratings, TrainingOptions options, Monitor monitor) {
        return new RatingTrainer(ratings.with(Context.NONE), null, START.withoutImplicit(), options, monitor).fit();
    }

    /** An upper bound on the heap {@link #fit} needs beyond its arguments, in bytes; {@code featureDimension} 0 means none. */
    public static long peakBytes(
            int users, int items, int ratings, int featureDimension, Context context, TrainingOptions options) {
        long columns = 1 + 2L * START.factors();
        long row = 24 + 4 * columns;
        // the holdout, and for each of two samplers the standardised ratings both ways
        long graphs = (4 + 2 * 2) * 8L * (ratings + (long) users + items);
        // for each of two samplers: rows, prior means, what is left to explain, and the six arrays of conjugate
        // gradients
        long samplers = 2 * 10 * row * ((long) users + items + featureDimension);
        long draws = Math.min(8 * MAX_FLOATS, 2L * MAX_DRAWS * row * items);
        long texts = 7L * 4 * items * featureDimension + 16L * featureDimension * featureDimension;
        return graphs
                + samplers
                + draws
                + texts
                + options.concurrency() * 4L * columns * columns
                + (1L << 24)
                + (context.isEmpty()
                        ? 0
                        : ContextFeatures.peakBytes(users, items, featureDimension, row, MAX_DRAWS, context));
    }

    private RatingFit fit() {
        Holdout holdout = Holdout.of(interactions, options.validationFraction(), options.randomSeed());
        RatingParameters start = start();
        if (holdout.held().size() == 0) {
            return new RatingFit(refit(start), trials, Map.of());
        }
        RunningPrediction best = tune(holdout, start);
        RatingMetrics measured = best.best();
        return new RatingFit(refit(best.parameters()), trials, Map.of("rmse", measured.rmse(), "mae", measured.mae()));
    }

    private RatingParameters start() {
        RatingParameters start = text == null ? parameters.withoutText() : parameters;
        return known(interactions).context().isEmpty() ? start : start.withContext(true);
    }

    private RunningPrediction tune(Holdout holdout, RatingParameters start) {
        int limit = sweepLimit();
        boolean compare = interactions.size() <= MAX_COMPARED;
        long others = compare ? start.readsContext() ? 5 : 4 : 0;
        monitor.phase("Tune ratings", others * COMPARED_SWEEPS + limit);
        RunningPrediction best = trial(holdout, start);
        if (compare) {
            best = compare(holdout, start, best);
        }
        long begin = System.nanoTime();
        best.advance(limit, PATIENCE, () -> monitor.advance(1));
        record(best, begin);
        return best;
    }

    private int sweepLimit() {
        return (int) Math.max(COMPARED_SWEEPS, Math.min(MAX_SWEEPS, MAX_WORK / interactions.size()));
    }

    private RunningPrediction compare(Holdout holdout, RatingParameters start, RunningPrediction first) {
        RunningPrediction best = first;
        RunningPrediction smaller = trial(holdout, start.withFactors(start.factors() / 2));
        best = better(smaller, best);
        if (best != smaller) {
            best = better(trial(holdout, start.withFactors(start.factors() * 2)), best);
        }
        if (text != null) {
            best = better(trial(holdout, best.parameters().withoutText()), best);
        }
        if (best.parameters().readsContext()) {
            best = better(trial(holdout, best.parameters().withContext(false)), best);
        }
        return start.implicit() ? better(trial(holdout, best.parameters().withoutImplicit()), best) : best;
    }

    private RunningPrediction trial(Holdout holdout, RatingParameters parameters) {
        long begin = System.nanoTime();
        RunningPrediction prediction =
                new RunningPrediction(sampler(holdout.training(), parameters, false), holdout.held(), parameters);
        prediction.advance(COMPARED_SWEEPS, COMPARED_SWEEPS, () -> monitor.advance(1));
        record(prediction, begin);
        return prediction;
    }

    private void record(RunningPrediction prediction, long begin) {
        RatingMetrics metrics = prediction.best();
        trials.add(new RatingTrial(
                prediction.parameters().map(), metrics.rmse(), metrics.mae(), (System.nanoTime() - begin) / 1e9));
    }

    private static RunningPrediction better(RunningPrediction one, RunningPrediction other) {
        return one.best().rmse() < other.best().rmse() ? one : other;
    }

    private GibbsSampler sampler(Interactions ratings, RatingParameters parameters, boolean newItems) {
        return new GibbsSampler(
                ratings, known(ratings), parameters, newItems, options.randomSeed(), options.concurrency(), monitor);
    }

    /** What is known beside some ratings; of a context of which a part is withheld as well there are two. */
    private SideInformation known(Interactions ratings) {
        Context context = ratings.context();
        if (!knownContext.equals(context)) {
            knownFeatures = ContextFeatures.of(
                    context, ratings.items(), options.randomSeed(), options.concurrency(), monitor.withoutProgress());
            knownContext = context;
        }
        return new SideInformation(text, knownFeatures);
    }

    private RatingModel refit(RatingParameters parameters) {
        monitor.phase("Fit ratings", parameters.sweeps());
        GibbsSampler sampler = sampler(interactions, parameters, true);
        int counted = Math.max(1, parameters.sweeps() - BURN_IN);
        int wanted = Math.min(counted, maxDraws(parameters));
        List<Draw> draws = new ArrayList<>();
        for (int sweep = 1; sweep <= BURN_IN + counted; sweep++) {
            Draw draw = sampler.sweep();
            // evenly spaced, the last one among them
            int now = Math.max(0, sweep - BURN_IN);
            if ((long) now * wanted / counted > draws.size()) {
                draws.add(draw);
            }
            monitor.advance(1);
        }
        return new RatingModel(
                interactions.items(),
                draws,
                sampler.scale(),
                parameters.map(),
                known(interactions).context().attributes());
    }

    private int maxDraws(RatingParameters parameters) {
        long nodes = known(interactions).context().nodes().count();
        long floats = (parameters.factors() + 1) * (2L * Math.max(1, interactions.items()) + nodes);
        return (int) Math.max(2, Math.min(MAX_DRAWS, MAX_FLOATS / floats));
    }
}
