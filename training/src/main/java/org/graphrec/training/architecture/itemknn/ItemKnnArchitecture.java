// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemknn;

import java.util.List;
import java.util.Optional;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.ComparisonEntry;
import org.graphrec.training.architecture.Family;
import org.graphrec.training.architecture.FitSize;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.ItemGraphFormat;
import org.graphrec.training.baseline.NeighbourRatings;
import org.graphrec.training.baseline.RatingMethod;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.tune.Ascent;
import org.graphrec.training.tune.Candidate;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * Degree-normalised co-occurrence of items alone: an {@link ItemGraph}. Chooses the exponents of {@link ItemKnn}, and how much
 * order means.
 */
public final class ItemKnnArchitecture implements Architecture {

    static final String NAME = "itemKnn";

    /** By what the user gave to similar items above the baseline. */
    private static final RatingMethod RATINGS = new RatingMethod(
            (ratings, features, options, monitor) -> NeighbourRatings.fitItems(ratings, options, monitor),
            (users, items, ratings, dimension, context, options) -> RatingMethod.graphBytes(users, items, ratings)
                    + options.concurrency() * 20L * Math.max(users, items));

    private static final int EXPECTED_TRIALS = 25;

    private static final double[] EXPONENTS = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};

    private static final double[] USER_EXPONENTS = {0, 0.25, 0.5, 0.75, 1};

    private static final double[] DISTANCES = {0, 0.25, 0.5, 1, 2};

    private static final double[] BACKWARDS = {0, 0.1, 0.25, 0.5, 1};

    private static final double[] DECAYS = {0, 0.2, 0.5, 0.7, 1, 1.5, 2, 3};

    /** Without an order it is the linear term of an item graph. */
    @Override
    public String cypherName() {
        return NAME;
    }

    @Override
    public boolean automatic(Inputs inputs) {
        return inputs.times();
    }

    @Override
    public double expectedSeconds(Task task) {
        return task.coOccurrenceSeconds(EXPECTED_TRIALS);
    }

    @Override
    public Candidate tune(Task task, Trials trials) {
        task.monitor().phase("Item neighbours", EXPECTED_TRIALS);
        ItemKnn knn = new ItemKnn(trials.training(), task.options().concurrency(), task.monitor());
        ItemKnn.Parameters start =
                new ItemKnn.Parameters(0.5, 0.3, 0.5, 0, 1, 0, task.edgesPerItem(), HistoryWeighting.NONE);
        if (trials.pointless()) {
            return Candidate.untuned(knn.graph(start), all -> refit(task, all, start));
        }
        Ascent<ItemKnn.Parameters> ascent = new Ascent<>(trials, knn::graph, start, task.monitor());
        ascent.rounds(() -> round(ascent, trials.training()));
        ItemKnn.Parameters best = ascent.best();
        return new Candidate(ascent.model(), ascent.measured(), all -> refit(task, all, best));
    }

    @Override
    public List<String> tuningPhases(Inputs inputs) {
        return List.of("Item neighbours");
    }

    @Override
    public List<String> fittingPhases(Inputs inputs) {
        return List.of("Fit");
    }

    @Override
    public long peakBytes(FitSize size) {
        return size.common() + size.itemGraph() + size.neighbours();
    }

    @Override
    public ModelFormat<ItemGraph> format() {
        return new ItemGraphFormat(NAME);
    }

    @Override
    public Optional<ComparisonEntry> comparison() {
        return Optional.of(ComparisonEntry.of(Family.ITEM_BASED).withRatings(RATINGS));
    }

    private static void round(Ascent<ItemKnn.Parameters> ascent, Interactions training) {
        if (training.timed()) {
            ascent.walk(
                    DECAYS,
                    ascent.best().weighting().decay(),
                    decay -> ascent.best()
                            .withWeighting(ascent.best().weighting().withDecay(decay)));
            ascent.walk(
                    BACKWARDS,
                    ascent.best().backward(),
                    before -> ascent.best().withOrder(ascent.best().distanceExponent(), before));
            ascent.walk(
                    DISTANCES,
                    ascent.best().distanceExponent(),
                    distance -> ascent.best().withOrder(distance, ascent.best().backward()));
        }
        ascent.walk(
                EXPONENTS,
                ascent.best().targetExponent(),
                target -> ascent.best()
                        .withExponents(
                                ascent.best().sourceExponent(),
                                target,
                                ascent.best().userExponent()));
        ascent.walk(
                EXPONENTS,
                ascent.best().sourceExponent(),
                source -> ascent.best()
                        .withExponents(
                                source,
                                ascent.best().targetExponent(),
                                ascent.best().userExponent()));
        if (training.weighted()) {
            ascent.walk(
                    HistoryWeighting.strengths(),
                    ascent.best().strength(),
                    strength -> ascent.best().withStrength(strength));
            ascent.walk(
                    HistoryWeighting.strengths(),
                    ascent.best().weighting().strength(),
                    strength -> ascent.best()
                            .withWeighting(ascent.best().weighting().withStrength(strength)));
        }
        ascent.walk(
                USER_EXPONENTS,
                ascent.best().userExponent(),
                user -> ascent.best()
                        .withExponents(
                                ascent.best().sourceExponent(), ascent.best().targetExponent(), user));
    }

    private static ItemGraph refit(Task task, Interactions all, ItemKnn.Parameters parameters) {
        task.monitor().phase("Fit", 1);
        ItemGraph graph = new ItemKnn(all, task.options().concurrency(), task.monitor()).graph(parameters);
        task.monitor().advance(1);
        return graph;
    }
}
