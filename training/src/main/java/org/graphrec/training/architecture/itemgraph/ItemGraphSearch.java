// SPDX-License-Identifier: GPL-3.0-only
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
    static final int EXPECTED_TRIALS = 50;

    private static final double[] USER_EXPONENTS = {0, 0.25, 0.5, 0.75, 1};

    private static final double[] SOURCE_EXPONENTS = {0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.1};

    private static final double[] TARGET_EXPONENTS = {-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

    /** That of {@link ItemGraphSettings#start} is one of them. */
    private static final double[] SPECTRAL_EXPONENTS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6};

    private static final double[] SPECTRAL_WEIGHTS = {0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8};

    private static final double[] DAMPINGS = {0, 0.25, 0.5, 0.75, 1};

    private static final double[] TEXT_WEIGHTS = {0, 0.03, 0.1, 0.3, 1, 3, 10};

    private static final double[] TEXT_POWERS = {1, 2, 4, 8};

    private static final double[] DECAYS = {0, 0.1, 0.2, 0.35, 0.5, 0.7, 1, 1.5, 2};

    private static final double[] NEIGHBOUR_SHARES = {0.1, 0.25, 0.5, 1};

    private final Trials trials;
    private final Function<ItemGraphSettings, Model> build;
    private final Monitor monitor;
    private Ascent<ItemGraphSettings> ascent;

    /** The spectral exponents that {@link #run} tries. */
    static double[] spectralExponents() {
        return SPECTRAL_EXPONENTS.clone();
    }

    /** Tries what {@code build} builds. */
    ItemGraphSearch(Trials trials, Function<ItemGraphSettings, Model> build, Monitor monitor) {
        this.trials = trials;
        this.build = build;
        this.monitor = monitor;
    }

    /**
     * Runs the search and returns the best parameters; {@link #measured} is then what they measured. The terms of interactions come first:
     * each parameter moves freely, and where all their steps together are not better beyond doubt they stay where they began.
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
        ItemGraphSettings prior = ItemGraphSettings.start(neighbours, ranks.length == 0 ? 0 : ranks[ranks.length - 1]);
        ascent = new Ascent<>(trials, build, prior, monitor);
        ascent.rounds(() -> collaborative(rankGrid));
        ascent.doubt(prior);
        ascent.rounds(() -> {
            others(text);
            ascent.walk(neighbourGrid, best().neighbours(), count -> best().withNeighbours((int) count));
        });
        return best();
    }

    private void collaborative(double[] rankGrid) {
        Exponents start = best().exponents();
        ascent.walk(
                USER_EXPONENTS,
                start.user(),
                value -> best().with(best().exponents().withUser(value)));
        ascent.walk(
                SOURCE_EXPONENTS,
                start.source(),
                value -> best().with(best().exponents().withSource(value)));
        ascent.walk(
                TARGET_EXPONENTS,
                start.target(),
                value -> best().with(best().exponents().withTarget(value)));
        if (rankGrid.length > 0) {
            ascent.walk(SPECTRAL_WEIGHTS, best().spectralWeight(), weight -> best().withSpectralWeight(weight));
            ascent.walk(DAMPINGS, best().damping(), damping -> best().withDamping(damping));
            ascent.walk(rankGrid, best().rank(), rank -> best().withRank((int) rank));
            ascent.walk(
                    SPECTRAL_EXPONENTS,
                    start.spectral(),
                    value -> best().with(best().exponents().withSpectral(value)));
        }
    }

    private void others(boolean text) {
        if (text) {
            ascent.walk(TEXT_WEIGHTS, best().textWeight(), weight -> best().withText(weight, best().textPower()));
            ascent.walk(TEXT_POWERS, best().textPower(), power -> best().withText(best().textWeight(), power));
        }
        if (trials.training().timed()) {
            ascent.walk(
                    DECAYS,
                    best().weighting().decay(),
                    decay -> best().withWeighting(best().weighting().withDecay(decay)));
        }
        if (trials.training().weighted()) {
            ascent.walk(
                    HistoryWeighting.strengths(),
                    best().weighting().strength(),
                    strength -> best().withWeighting(best().weighting().withStrength(strength)));
            ascent.walk(
                    HistoryWeighting.strengths(),
                    best().exponents().strength(),
                    strength -> best().with(best().exponents().withStrength(strength)));
        }
    }

    private ItemGraphSettings best() {
        return ascent.best();
    }

    /** A model with the best parameters. */
    Model model() {
        return ascent.model();
    }

    /** What the best parameters measured. */
    RankingReport measured() {
        return ascent.measured();
    }
}
