package org.graphrec.training.fit;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Architecture;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Mf;

/** Chooses the ridges of a matrix factorisation with small factors, then the size of the factors, then the recency. */
final class MfFitter implements Fitter {

    /** The largest size of a factor tried. */
    static final int MOST_FACTORS = 128;

    private static final int[] FACTORS = {64, MOST_FACTORS};

    private static final int ITERATIONS = 12;

    private static final double[] DECAYS = {0.2, 0.5, 1};

    /** Trials of the search for the ridges, about. */
    private static final int EXPECTED_TRIALS = 8;

    @Override
    public Architecture architecture() {
        return Architecture.MF;
    }

    @Override
    public double expectedSeconds(Task task) {
        double seconds = EXPECTED_TRIALS * seconds(task, MfParameters.START);
        for (int factors : FACTORS) {
            seconds += 2 * seconds(task, MfParameters.START.withFactors(factors, ITERATIONS));
        }
        return seconds;
    }

    /** A sweep adds the square of each interaction's factor twice, and factorises a matrix for each user and item. */
    private static double seconds(Task task, MfParameters parameters) {
        double k = parameters.factors();
        double sums = task.interactions().size() * k * k;
        double factorisations = ((double) task.users() + task.items()) * (k * k * k / 6 + 100 * k);
        double measuring = (double) Trainer.usersMeasured(task) * task.items() * k;
        return 1e-10 * (parameters.iterations() * (sums + factorisations) + measuring);
    }

    @Override
    public Contender tune(Task task, Trials trials) {
        if (trials.pointless()) {
            MfParameters untuned = MfParameters.START.withFactors(64, ITERATIONS);
            RankingReport none = new RankingReport(1, 0, 0, 0, 0, 0);
            return new Contender(fit(trials.training(), task, untuned), none, all -> fit(all, task, untuned));
        }
        return new Search(task, trials).run();
    }

    private static Mf fit(Interactions interactions, Task task, MfParameters parameters) {
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
        private MfParameters best = MfParameters.START;
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

        Contender run() {
            task.monitor().phase("Tune factors", EXPECTED_TRIALS + FACTORS.length + DECAYS.length);
            improves(best);
            climb(MfParameters::withUnobserved);
            climb(MfParameters::withRidge);
            climb(MfParameters::withUnobserved);
            for (int factors : FACTORS) {
                if (!improves(best.withFactors(factors, ITERATIONS))) {
                    break;
                }
            }
            if (task.interactions().weighted()) {
                improves(best.withWeighting(new HistoryWeighting(0, true)));
            }
            if (task.interactions().timed()) {
                recency();
            }
            MfParameters chosen = best;
            return new Contender(model, measured, all -> fit(all, task, chosen));
        }

        /** Three times as much while it pays; where that never paid, a third. */
        private void climb(BiFunction<MfParameters, Double, MfParameters> move) {
            boolean up = false;
            while (improves(move.apply(best, 3.0))) {
                up = true;
            }
            while (!up && improves(move.apply(best, 1 / 3.0))) {
                up = false;
            }
        }

        private void recency() {
            for (double decay : DECAYS) {
                MfParameters faded = best.withWeighting(
                        new HistoryWeighting(decay, best.weighting().weighted()));
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

        private boolean improves(MfParameters parameters) {
            return improves(parameters, () -> squares.fit(parameters));
        }

        private boolean improves(MfParameters parameters, Supplier<Mf> build) {
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
