package org.graphrec.training.fit;

import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;

/**
 * Chooses the parameters of an item graph on the holdout, by coordinate ascent: one parameter after the other walks along its
 * grid for as long as that helps, until a round over all of them brings nothing.
 *
 * <p>Where a walk ends is only taken when it is better than where it began by more than {@link #SIGNIFICANT} standard errors of
 * the paired difference (compare the one-standard-error rule of Breiman et al., 1984): a gain that may be chance on the holdout
 * is not worth leaving the prior for, the less so as what users do next is seldom distributed as what was held out.
 */
final class ItemGraphSearch {

    /** About how many trials {@link #run} makes, for progress. */
    static final int EXPECTED_TRIALS = 40;

    private static final int MAX_ROUNDS = 3;

    private static final double SIGNIFICANT = 2;

    private static final double[] EXPONENTS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

    private static final double[] SPECTRAL_WEIGHTS = {0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.8};

    private static final double[] DAMPINGS = {0, 0.25, 0.5, 0.75, 1};

    private static final double[] TEXT_WEIGHTS = {0, 0.03, 0.1, 0.3, 1, 3, 10};

    private static final double[] TEXT_POWERS = {1, 2, 4, 8};

    private static final double[] DECAYS = {0, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.5, 2};

    private static final double[] NEIGHBOUR_SHARES = {0.1, 0.25, 0.5, 1};

    private final Trials trials;
    private final Function<ItemGraphParameters, Model> build;
    private final Monitor monitor;
    private final Map<ItemGraphParameters, UserMetrics> tried = new HashMap<>();
    private ItemGraphParameters best;

    /** Tries what {@code build} builds. */
    ItemGraphSearch(Trials trials, Function<ItemGraphParameters, Model> build, Monitor monitor) {
        this.trials = trials;
        this.build = build;
        this.monitor = monitor;
    }

    /**
     * Runs the search and returns the best parameters; {@link #measured} is then what they measured.
     *
     * @param neighbours most edges to keep per item
     * @param ranks the ranks to choose from, ascending; may be empty
     * @param text whether there are texts
     */
    ItemGraphParameters run(int neighbours, int[] ranks, boolean text) {
        double[] neighbourGrid = DoubleStream.of(NEIGHBOUR_SHARES)
                .map(share -> Math.max(1, Math.rint(share * neighbours)))
                .distinct()
                .toArray();
        double[] rankGrid = IntStream.of(ranks).asDoubleStream().toArray();
        best = ItemGraphParameters.start(neighbours, ranks.length == 0 ? 0 : ranks[ranks.length - 1]);
        ItemGraphParameters before = null;
        for (int round = 0; round < MAX_ROUNDS && !best.equals(before); round++) {
            before = best;
            walk(EXPONENTS, best.linearExponent(), exponent -> best.withExponents(exponent, exponent));
            if (ranks.length > 0) {
                walk(SPECTRAL_WEIGHTS, best.spectralWeight(), weight -> best.withSpectralWeight(weight));
                walk(DAMPINGS, best.damping(), damping -> best.withDamping(damping));
                walk(rankGrid, best.rank(), rank -> best.withRank((int) rank));
                walk(
                        EXPONENTS,
                        best.spectralExponent(),
                        exponent -> best.withExponents(best.linearExponent(), exponent));
            }
            if (text) {
                walk(TEXT_WEIGHTS, best.textWeight(), weight -> best.withText(weight, best.textPower()));
                walk(TEXT_POWERS, best.textPower(), power -> best.withText(best.textWeight(), power));
            }
            if (trials.training().timed()) {
                walk(
                        DECAYS,
                        best.weighting().decay(),
                        decay -> best.withWeighting(
                                new HistoryWeighting(decay, best.weighting().weighted())));
            }
            if (trials.training().weighted()) {
                take(best.withWeighting(new HistoryWeighting(best.weighting().decay(), true)));
            }
            walk(neighbourGrid, best.neighbours(), count -> best.withNeighbours((int) count));
        }
        return best;
    }

    /** What the best parameters measured. */
    RankingReport measured() {
        return measure(best).mean();
    }

    /** Steps along {@code grid} from {@code start}, up for as long as that improves, and down when up did not. */
    private void walk(double[] grid, double start, DoubleFunction<ItemGraphParameters> change) {
        int position = 0;
        while (position < grid.length - 1 && grid[position] < start) {
            position++;
        }
        ItemGraphParameters top = best;
        for (int i = position + 1; i < grid.length && better(change.apply(grid[i]), top); i++) {
            top = change.apply(grid[i]);
        }
        for (int i = position - 1; i >= 0 && better(change.apply(grid[i]), top); i--) {
            top = change.apply(grid[i]);
        }
        take(top);
    }

    private boolean better(ItemGraphParameters parameters, ItemGraphParameters than) {
        return measure(parameters).mean().ndcg() > measure(than).mean().ndcg();
    }

    private void take(ItemGraphParameters parameters) {
        if (measure(parameters).standardErrorsAbove(measure(best)) > SIGNIFICANT) {
            best = parameters;
        }
    }

    private UserMetrics measure(ItemGraphParameters parameters) {
        UserMetrics measured = tried.get(parameters);
        if (measured == null) {
            measured = trials.run(() -> build.apply(parameters));
            tried.put(parameters, measured);
            monitor.advance(1);
        }
        return measured;
    }
}
