// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.mf;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.baseline.BiasedMf;
import org.graphrec.training.baseline.RatingMethod;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * Matrix factorisation of implicit feedback by alternating least squares: {@link Mf}. Chooses the ridges with small factors, then
 * the size of the factors, then the recency.
 */
public final class MfArchitecture implements Architecture {

    static final String NAME = "mf";

    /** Biased factors fitted by gradient descent, known as SVD or LFM. */
    private static final RatingMethod RATINGS = new RatingMethod(
            (ratings, features, options, monitor) -> BiasedMf.fit(ratings, options, monitor),
            (users, items, ratings, dimension, context, options) ->
                    RatingMethod.graphBytes(users, items, ratings) + 2L * 4 * 97 * ((long) users + items));

    private static final int[] FACTORS = {64, FitSize.MOST_FACTORS};

    private static final int ITERATIONS = 12;

    private static final double[] DECAYS = {0.2, 0.5, 1};

    /** Trials of the search for the ridges, about. */
    private static final int EXPECTED_TRIALS = 8;

    @Override
    public String cypherName() {
        return NAME;
    }

    @Override
    public double expectedSeconds(Task task) {
        double seconds = EXPECTED_TRIALS * seconds(task, MfSettings.START);
        for (int factors : FACTORS) {
            seconds += 2 * seconds(task, MfSettings.START.withFactors(factors, ITERATIONS));
        }
        return seconds;
    }

    /** A sweep adds the square of each interaction's factor twice, and factorises a matrix for each user and item. */
    private static double seconds(Task task, MfSettings parameters) {
        double k = parameters.factors();
        double sums = task.interactions().size() * k * k;
        double factorisations = ((double) task.users() + task.items()) * (k * k * k / 6 + 100 * k);
        double measuring = (double) task.usersMeasured() * task.items() * k;
        return 2.5e-11 * (parameters.iterations() * (sums + factorisations) + measuring);
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        if (trials.pointless()) {
            MfSettings untuned = MfSettings.START.withFactors(64, ITERATIONS);
            return Candidate.untuned(fit(trials.training(), task, untuned), all -> fit(all, task, untuned));
        }
        return new Search(task, trials).run();
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of("Tune factors");
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of("Fit");
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.common() + size.factors();
    }

    @Override
    public ModelFormat<Mf> format() {
        return new MfFormat();
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.MODEL_BASED).withRatings(RATINGS));
    }

    private static Mf fit(Interactions interactions, Task task, MfSettings parameters) {
        AlternatingLeastSquares squares = new AlternatingLeastSquares(
                interactions, task.options().randomSeed(), task.options().concurrency(), task.monitor());
        task.monitor().phase("Fit", squares.work(parameters));
        return squares.fit(parameters);
    }

    /** Moves one parameter at a time for as long as the holdout's NDCG rises. */
    private static final class Search {

        private final Task task;
        private final Trials trials;
        private final AlternatingLeastSquares squares;
        private final Set<String> tried = new HashSet<>();
        private MfSettings best = MfSettings.START;
        private Mf model;
        private RankingReport measured;

        Search(Task task, Trials trials) {
            this.task = task;
            this.trials = trials;
            this.squares = new AlternatingLeastSquares(
                    trials.training(),
                    task.options().randomSeed(),
                    task.options().concurrency(),
                    task.monitor().withoutProgress());
        }

        Candidate run() {
            task.monitor().phase("Tune factors", EXPECTED_TRIALS + FACTORS.length + DECAYS.length);
            improves(best);
            climb(MfSettings::withUnobserved);
            climb(MfSettings::withRidge);
            climb(MfSettings::withUnobserved);
            for (int factors : FACTORS) {
                if (!improves(best.withFactors(factors, ITERATIONS))) {
                    break;
                }
            }
            if (task.interactions().weighted()) {
                strength();
            }
            if (task.interactions().timed()) {
                recency();
            }
            MfSettings chosen = best;
            return new Candidate(model, measured, all -> fit(all, task, chosen));
        }

        /** Three times as much while it pays; where that never paid, a third. */
        private void climb(BiFunction<MfSettings, Double, MfSettings> move) {
            boolean up = false;
            while (improves(move.apply(best, 3.0))) {
                up = true;
            }
            while (!up && improves(move.apply(best, 1 / 3.0))) {
                up = false;
            }
        }

        private void strength() {
            for (double strength : HistoryWeighting.strengths()) {
                if (strength > 0
                        && !improves(best.withWeighting(best.weighting().withStrength(strength)))) {
                    break;
                }
            }
        }

        private void recency() {
            for (double decay : DECAYS) {
                MfSettings faded = best.withWeighting(best.weighting().withDecay(decay));
                Mf same = model;
                if (!improves(
                        faded,
                        () -> new Mf(
                                same.itemFactors(),
                                faded.regularization(),
                                squares.cold(),
                                faded.weighting(),
                                same.weightScale(),
                                faded.map()))) {
                    break;
                }
            }
        }

        private boolean improves(MfSettings parameters) {
            return improves(parameters, () -> squares.fit(parameters));
        }

        private boolean improves(MfSettings parameters, Supplier<Mf> build) {
            Mf.Regularization ridges = parameters.regularization();
            String rounded = String.format(
                    Locale.ROOT,
                    "%d %.4g %.4g %s",
                    parameters.factors(),
                    ridges.unobserved(),
                    ridges.regularization(),
                    parameters.weighting());
            if (!tried.add(rounded)) {
                return false;
            }
            Mf[] built = new Mf[1];
            RankingReport report = trials.run(() -> built[0] = build.get()).mean();
            task.monitor().advance(1);
            if (measured != null && report.ndcg() <= measured.ndcg()) {
                return false;
            }
            best = parameters;
            model = built[0];
            measured = report;
            return true;
        }
    }
}
