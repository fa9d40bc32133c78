// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.model.InteractionModel;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;

/**
 * A call of {@code rec.evaluate}; what it leaves out is as it was when the model was trained.
 *
 * @param selection which nodes and relationships of the projection; without features
 * @param ratingProperty the relationship property of ratings, or null where the model ranks
 * @param split what is held out
 * @param measuring what is measured
 * @param configuration the values in force
 */
record EvaluateConfig(
        Bipartite.Selection selection,
        String ratingProperty,
        SplitConfig split,
        Measuring measuring,
        int concurrency,
        Map<String, Object> configuration) {

    /**
     * What is measured.
     *
     * @param k length of the lists, at least 1
     * @param likeThreshold a rating of at least this is a like; NaN for the mean
     * @param randomSeed of what is held out and of the intervals
     */
    record Measuring(int k, double likeThreshold, long randomSeed) {}

    private static final FeatureSelection NO_FEATURES = new FeatureSelection(List.of(), List.of());
    private static final Bipartite.Selection NOTHING =
            new Bipartite.Selection(null, null, List.of(), null, null, NO_FEATURES);

    /**
     * Reads a configuration.
     *
     * @param model whose training stands for what is left out; null to read what any model takes
     */
    static EvaluateConfig read(Map<String, Object> map, InteractionModel model) {
        Config config = new Config(map);
        boolean rates = model instanceof RatingPredictor;
        Bipartite.Selection trained = model == null ? NOTHING : model.call().selection();
        String weight = trained.relationshipWeightProperty();
        String time = config.string("relationshipTimeProperty", trained.relationshipTimeProperty());
        Bipartite.Selection selection = new Bipartite.Selection(
                config.string("sourceNodeLabel", trained.sourceNodeLabel()),
                config.string("targetNodeLabel", trained.targetNodeLabel()),
                config.strings(
                        "relationshipTypes",
                        model == null ? List.of() : model.graph().relationshipTypes()),
                rates ? null : config.string("relationshipWeightProperty", weight),
                time,
                NO_FEATURES);
        String ratingProperty = rates || model == null ? config.string("ratingProperty", weight) : null;
        if (rates && ratingProperty == null) {
            config.problem("No value specified for `ratingProperty`, the relationship property of the ratings.");
        }
        SplitConfig split = SplitConfig.read(config, time);
        if (split.options().folds() > 1) {
            config.problem(
                    "The value of `folds` must be 1 but was `" + split.options().folds()
                            + "`: a trained model can be measured on one part only. Use"
                            + " `rec.compare`.");
        }
        int k = config.integer("k", 10, 1, SplitConfig.MOST_LISTED);
        double threshold = config.number("likeThreshold", Double.NaN, -Double.MAX_VALUE, Double.MAX_VALUE);
        long seed = config.seed("randomSeed", 42);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        return new EvaluateConfig(
                selection,
                ratingProperty,
                split,
                new Measuring(k, threshold, seed),
                concurrency,
                SplitConfig.effective(config));
    }
}
