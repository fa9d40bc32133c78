package org.graphrec.training.architecture.itemgraph;

import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Trials;

/** Chooses the parameters of an item graph on the holdout. */
final class ItemGraphSearch {

    /** About how many trials {@link #run} makes, for progress. */
    static final int EXPECTED_TRIALS = 40;

    private static final double[] EXPONENTS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

    private static final double[] SPECTRAL_WEIGHTS = {0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8};

    /**
     * Up to half: a random holdout leaves beside each item it takes the ones that go with it, and so rates the nearest, which
     * damping brings out, higher than the future does. On gowalla it wants 1, by 3 % of NDCG; each user's last tenth is worse off
     * with 1, and does not tell the values up to 0.5 apart.
     */
    private static final double[] DAMPINGS = {0, 0.25, 0.5};

    private static final double[] TEXT_WEIGHTS = {0, 0.03, 0.1, 0.3, 1, 3, 10};

    private static final double[] TEXT_POWERS = {1, 2, 4, 8};

    private static final double[] DECAYS = {0, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.5, 2};

    private static final double[] NEIGHBOUR_SHARES = {0.1, 0.25, 0.5, 1};

    private final Trials trials;
    private final Function<ItemGraphSettings, Model> build;
    private final Monitor monitor;
    private Ascent<ItemGraphSettings> ascent;

    /** Tries what {@code build} builds. */
    ItemGraphSearch(Trials trials, Function<ItemGraphSettings, Model> build, Monitor monitor) {
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
    ItemGraphSettings run(int neighbours, int[] ranks, boolean text) {
        double[] neighbourGrid = DoubleStream.of(NEIGHBOUR_SHARES)
                .map(share -> Math.max(1, Math.rint(share * neighbours)))
                .distinct()
                .toArray();
        double[] rankGrid = IntStream.of(ranks).asDoubleStream().toArray();
        ascent = new Ascent<>(
                trials,
                build,
                ItemGraphSettings.start(neighbours, ranks.length == 0 ? 0 : ranks[ranks.length - 1]),
                monitor);
        ascent.rounds(() -> {
            round(rankGrid, text);
            ascent.walk(neighbourGrid, best().neighbours(), count -> best().withNeighbours((int) count));
        });
        return best();
    }

    private void round(double[] rankGrid, boolean text) {
        ascent.walk(EXPONENTS, best().linearExponent(), exponent -> best().withExponents(exponent, exponent));
        if (rankGrid.length > 0) {
            ascent.walk(SPECTRAL_WEIGHTS, best().spectralWeight(), weight -> best().withSpectralWeight(weight));
            ascent.walk(DAMPINGS, best().damping(), damping -> best().withDamping(damping));
            ascent.walk(rankGrid, best().rank(), rank -> best().withRank((int) rank));
            ascent.walk(
                    EXPONENTS,
                    best().spectralExponent(),
                    exponent -> best().withExponents(best().linearExponent(), exponent));
        }
        if (text) {
            ascent.walkFreely(TEXT_WEIGHTS, best().textWeight(), weight -> best().withText(weight, best().textPower()));
            ascent.walkFreely(TEXT_POWERS, best().textPower(), power -> best().withText(best().textWeight(), power));
        }
        boolean weighted = best().weighting().weighted();
        if (trials.training().timed()) {
            ascent.walk(
                    DECAYS,
                    best().weighting().decay(),
                    decay -> best().withWeighting(new HistoryWeighting(decay, weighted)));
        }
        if (trials.training().weighted()) {
            ascent.take(
                    best().withWeighting(new HistoryWeighting(best().weighting().decay(), true)));
        }
    }

    private ItemGraphSettings best() {
        return ascent.best();
    }

    /** What the best parameters measured. */
    RankingReport measured() {
        return ascent.measured();
    }
}
