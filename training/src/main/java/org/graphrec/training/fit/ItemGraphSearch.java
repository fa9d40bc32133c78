package org.graphrec.training.fit;

import java.util.function.Function;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;

/** Chooses the parameters of an item graph, one group after the other, by NDCG on the holdout. */
final class ItemGraphSearch {

    /** About how many trials {@link #run} makes, for progress. */
    static final int EXPECTED_TRIALS = 35;

    private static final double[] EXPONENTS = {0, 0.2, 0.3, 0.4, 0.5};

    private static final double[] SPECTRAL_WEIGHTS = {0.05, 0.1, 0.2, 0.3, 0.5};

    private static final double[] DAMPINGS = {0.25, 0.5, 1};

    private static final double[] TEXT_WEIGHTS = {0.1, 0.3, 1, 3};

    private static final double[] TEXT_POWERS = {1, 2, 8};

    private static final double[] DECAYS = {0.05, 0.15, 0.4, 1};

    private static final double[] NEIGHBOUR_SHARES = {0.1, 0.3, 0.6};

    private final Trials trials;
    private final Function<ItemGraphParameters, Model> build;
    private ItemGraphParameters best;
    private RankingReport bestReport;

    /** Tries what {@code build} builds. */
    ItemGraphSearch(Trials trials, Function<ItemGraphParameters, Model> build) {
        this.trials = trials;
        this.build = build;
    }

    /** Runs the search and returns the best parameters; {@link #report} is then what they measured. */
    ItemGraphParameters run(int neighbours, int[] ranks, boolean text, boolean timed, boolean weighted) {
        attempt(ItemGraphParameters.start(neighbours));
        for (double exponent : EXPONENTS) {
            attempt(best.withExponents(exponent, exponent));
        }
        if (ranks.length > 0) {
            spectral(ranks);
        }
        if (text) {
            text();
        }
        if (timed) {
            for (double decay : DECAYS) {
                attempt(best.withWeighting(
                        new HistoryWeighting(decay, best.weighting().weighted())));
            }
        }
        if (weighted) {
            attempt(best.withWeighting(new HistoryWeighting(best.weighting().decay(), true)));
        }
        for (double share : NEIGHBOUR_SHARES) {
            attempt(best.withNeighbours((int) Math.max(1, share * neighbours)));
        }
        return best;
    }

    /** What the best parameters measured. */
    RankingReport report() {
        return bestReport;
    }

    private void spectral(int[] ranks) {
        ItemGraphParameters linear = best;
        for (int rank : ranks) {
            attempt(linear.withSpectral(0.2, rank, 0));
        }
        int rank = best.rank() > 0 ? best.rank() : ranks[ranks.length - 1];
        for (double weight : SPECTRAL_WEIGHTS) {
            attempt(linear.withSpectral(weight, rank, 0));
        }
        double weight = best.spectralWeight();
        for (double damping : DAMPINGS) {
            attempt(best.withSpectral(weight, best.rank() > 0 ? best.rank() : rank, damping));
        }
        for (double exponent : EXPONENTS) {
            attempt(best.withExponents(best.linearExponent(), exponent));
        }
        for (double exponent : EXPONENTS) {
            attempt(best.withExponents(exponent, best.spectralExponent()));
        }
    }

    private void text() {
        double power = best.textPower();
        for (double weight : TEXT_WEIGHTS) {
            attempt(best.withText(weight, power));
        }
        for (double other : TEXT_POWERS) {
            attempt(best.withText(best.textWeight(), other));
        }
    }

    private void attempt(ItemGraphParameters parameters) {
        if (parameters.equals(best)) {
            return;
        }
        RankingReport report = trials.run(() -> build.apply(parameters));
        if (best == null || report.ndcg() > bestReport.ndcg()) {
            best = parameters;
            bestReport = report;
        }
    }
}
