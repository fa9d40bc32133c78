// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.BitSet;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trials;

/** Tunes and fits {@link ItemGraph}s. */
final class ItemGraphTuning {

    /** On a holdout of gowalla, one, two and four give NDCG@20 .1210, .1216 and .1221; each takes two products more. */
    static final int POWER_ITERATIONS = 2;

    /** By which pairs are chosen while the right exponents are not known: such as favour rare targets, and popular ones. */
    private static final double[] BOTH = {0.5, 0};

    private static final double MIDDLE = 0.5;

    private final Matrix features;
    private final TrainingOptions options;
    private final Monitor monitor;
    private final TextNeighbours text;
    private final int[][] textNeighbours;
    private final int edges;

    private final PairSource.Opener opener;

    /**
     * Over {@code items} items with [items, dimension] unit rows or zero rows, or null.
     *
     * @param opener where the pairs of items are computed
     */
    ItemGraphTuning(int items, Matrix features, TrainingOptions options, PairSource.Opener opener, Monitor monitor) {
        this.opener = opener;
        this.features = features;
        this.edges = options.edgesPerItem(items);
        this.options = options;
        this.monitor = monitor;
        if (features == null) {
            text = null;
            textNeighbours = null;
        } else {
            text = new TextNeighbours(features);
            BitSet described = described();
            monitor.phase("Text", described.cardinality());
            textNeighbours =
                    text.nearest(described, described, FitSize.TEXT_NEIGHBOURS, options.concurrency(), monitor);
        }
    }

    /**
     * Searches the parameters on the holdout.
     *
     * @param complements whether to make what may count in a sum with the best as well
     */
    Candidate tune(Trials trials, boolean complements) {
        ItemGraphBuilder builder = builder(
                open(trials.training()),
                options.rank(),
                ItemGraphTuning::levels,
                MIDDLE,
                BOTH,
                ItemGraphSearch.spectralExponents());
        if (trials.pointless()) {
            ItemGraphSettings untuned = untuned();
            return Candidate.untuned(builder.build(untuned), all -> fit(all, untuned));
        }
        ItemGraphSearch search = new ItemGraphSearch(trials, builder::build, monitor);
        monitor.phase("Tune", ItemGraphSearch.EXPECTED_TRIALS);
        ItemGraphSettings best = search.run(edges, builder.ranks(), text != null);
        Candidate tuned = new Candidate(search.model(), search.measured(), all -> fit(all, best));
        return !complements
                ? tuned
                : tuned.with(best.complements(untuned()).stream()
                        .map(settings ->
                                new Candidate(builder.build(settings), tuned.measured(), all -> fit(all, settings)))
                        .toList());
    }

    private PairSource open(Interactions interactions) {
        return opener.open(interactions, options.concurrency(), monitor);
    }

    private ItemGraph fit(Interactions interactions, ItemGraphSettings parameters) {
        return fit(open(interactions), parameters);
    }

    /** Fits a graph with known parameters. */
    ItemGraph fit(PairSource interactions, ItemGraphSettings parameters) {
        boolean spectral = parameters.spectralWeight() > 0 || parameters.damping() > 0;
        // the damping is defined by the weakest direction of the whole decomposition
        int rank = parameters.damping() > 0 ? options.rank() : spectral ? parameters.rank() : 0;
        ItemGraphBuilder builder = builder(
                interactions,
                rank,
                found -> IntStream.of(Math.min(parameters.rank(), found), found).distinct(),
                parameters.exponents().user(),
                new double[] {parameters.exponents().target()},
                spectral ? new double[] {parameters.exponents().spectral()} : new double[0]);
        monitor.phase("Fit", 1);
        ItemGraph graph = builder.build(parameters);
        monitor.advance(1);
        return graph;
    }

    private ItemGraphBuilder builder(
            PairSource interactions,
            int rank,
            IntFunction<IntStream> levels,
            double userExponent,
            double[] targetExponents,
            double[] spectralExponents) {
        monitor.phase("Spectral", RandomizedSvd.products(POWER_ITERATIONS));
        RandomizedSvd svd = RandomizedSvd.of(
                interactions.operator(), rank, POWER_ITERATIONS, options.randomSeed(), options.concurrency(), monitor);
        int[] ranks = levels.apply(svd.singularValues().length)
                .filter(level -> level > 0)
                .toArray();
        monitor.phase("Co-occurrence", interactions.operator().columns());
        SimilarityTerms parts = new SimilarityTerms(
                interactions,
                svd,
                ranks,
                text,
                textNeighbours,
                userExponent,
                targetExponents,
                spectralExponents,
                FitSize.pairsPerMeasure(edges));
        return new ItemGraphBuilder(parts, coldSources(parts.cold), options.concurrency(), monitor);
    }

    private static IntStream levels(int rank) {
        return IntStream.iterate(rank, level -> level / 2)
                .limit(FitSize.RANK_LEVELS)
                .sorted()
                .distinct();
    }

    private ItemGraphSettings untuned() {
        return ItemGraphSettings.start(edges, options.rank()).withText(text == null ? 0 : 1, 4);
    }

    private BitSet described() {
        BitSet described = new BitSet(features.rows());
        for (int item = 0; item < features.rows(); item++) {
            described.set(item, text.has(item));
        }
        return described;
    }

    /** For each cold item with a text the warm items with the nearest ones. */
    private int[][] coldSources(BitSet cold) {
        if (text == null) {
            return null;
        }
        BitSet warm = described();
        warm.andNot(cold);
        BitSet coldOnes = described();
        coldOnes.and(cold);
        monitor.phase("Cold items", coldOnes.cardinality());
        return text.nearest(coldOnes, warm, FitSize.COLD_SOURCES, options.concurrency(), monitor);
    }
}
