// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.ContextSelection;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.Inputs;
import org.graphrec.training.fit.LikeThreshold;
import org.graphrec.training.fit.ModalityWeights;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;

/**
 * A training call.
 *
 * @param modelName the new model's name
 * @param selection which nodes and relationships of the projection
 * @param targetProperty the classes of items, where a head learns them as well; else null
 * @param histories what interactions are to the model
 * @param context what else to learn from
 * @param architecture which model; of those for ratings, {@code mf} is a sum of biases and a product of factors, to which
 *     {@code auto} adds what the holdout favours
 * @param options how to fit
 * @param configuration the values in force
 */
record TrainConfig(
        String modelName,
        Bipartite.Selection selection,
        String targetProperty,
        Histories histories,
        ContextSelection context,
        Architecture architecture,
        TrainingOptions options,
        Map<String, Object> configuration) {
    /**
     * What interactions are to a model.
     *
     * @param ratings whether their weights are ratings to be predicted, and not likes by which items are ranked
     * @param kept whether the model serves from those of the projection
     * @param likeThreshold a weight of at least this is a like; null: chosen on the holdout
     */
    record Histories(boolean ratings, boolean kept, Double likeThreshold) {}

    private static final String FACTORS = "mf";
    private static final List<String> OF_RATINGS = List.of("auto", FACTORS);
    private static final int MOST_EDGES = 10_000;
    private static final int MOST_RANK = 4_096;

    static TrainConfig read(Map<String, Object> map) {
        TrainingOptions defaults = TrainingOptions.defaults();
        Config config = new Config(map);
        String modelName = config.requiredString("modelName");
        boolean ratings = config.choice("objective", "ranking", List.of("ranking", "rating"))
                .equals("rating");
        Architecture named = Architectures.of(config.choice(
                "architecture", Architectures.auto().cypherName(), ratings ? OF_RATINGS : Architectures.names()));
        Bipartite.Selection selection = Bipartite.Selection.read(config);
        double validationFraction = config.number("validationFraction", defaults.validationFraction(), 0.001, 0.5);
        int topK = config.integer("topK", defaults.topK(), 0, MOST_EDGES);
        int rank = config.integer("rank", defaults.rank(), 0, MOST_RANK);
        long seed = config.seed("randomSeed", defaults.randomSeed());
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        double seconds = config.number("timeBudgetSeconds", defaults.timeBudgetSeconds(), 0.001, 1e9);
        boolean keepHistories =
                config.choice("history", "live", List.of("live", "projected")).equals("projected");
        Double likeThreshold = config.object("likeThreshold", "Float") == null
                ? null
                : (Double) config.number("likeThreshold", 0, -Double.MAX_VALUE, Double.MAX_VALUE);
        ContextSelection context = ContextSelection.read(config);
        Architecture architecture = ratings ? named : named.configured(config);
        String targetProperty = architecture.learnsClasses() ? config.requiredString("targetProperty") : null;
        if (ratings) {
            context.checkForRatings(config, named.cypherName().equals(FACTORS));
        }
        config.check();
        if (architecture.readsTexts() && selection.features().properties().isEmpty()) {
            throw new IllegalArgumentException("No value specified for `featureProperties`, which the architecture `"
                    + architecture.cypherName()
                    + "` ranks by. Name the vectors of the items, such as `['embedding']`.");
        }
        return new TrainConfig(
                modelName,
                selection,
                targetProperty,
                new Histories(ratings, keepHistories, likeThreshold),
                context,
                architecture,
                new TrainingOptions(validationFraction, topK, rank, seed, concurrency).withTimeBudgetSeconds(seconds),
                config.effective());
    }

    /** Whether ratings are to be predicted, and not items ranked. */
    boolean ratings() {
        return histories.ratings();
    }

    /** Whether only biases and factors predict ratings. */
    boolean factorsOnly() {
        return architecture.cypherName().equals(FACTORS);
    }

    /** Whether the graph's other relationships are learned from. */
    boolean readsContext() {
        return !ratings() || !factorsOnly();
    }

    /** Whether training chooses how much each of several vectors of an item counts. */
    boolean choosesFeatureWeights() {
        return architecture.cypherName().equals("auto")
                && !ratings()
                && selection.features().properties().size() > 1
                && !selection.features().chosen();
    }

    /** What the training of a model that ranks may go through, in order. */
    List<String> phases() {
        // a declared projection may have times that the call does not name
        Inputs inputs = new Inputs(!selection.features().properties().isEmpty(), true, true);
        return Stream.concat(
                        Stream.concat(
                                Stream.of("Read", "Compare histories", LikeThreshold.PHASE),
                                choosesFeatureWeights() ? Stream.of(ModalityWeights.PHASE) : Stream.of()),
                        Trainer.phases(architecture, inputs).stream())
                .toList();
    }
}
