package org.graphrec.procedures.evaluate;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.model.CatalogModel;
import org.graphrec.procedures.model.RatingPredictor;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;

/**
 * A call of {@code rec.evaluate}; what it leaves out is as it was when the model was trained.
 *
 * @param selection which nodes and relationships of the projection; without features
 * @param ratingProperty the relationship property of ratings, or null where the model ranks
 * @param split what is held out
 * @param likeThreshold a rating of at least this is a like; NaN for the mean
 * @param configuration the values in force
 */
record EvaluateConfig(
        Bipartite.Selection selection,
        String ratingProperty,
        SplitConfig split,
        int k,
        double likeThreshold,
        long randomSeed,
        int concurrency,
        Map<String, Object> configuration) {

    /**
     * Reads a configuration.
     *
     * @param model whose training stands for what is left out; null to read what any model takes
     * @param graph of the model, or null without one
     */
    static EvaluateConfig read(Map<String, Object> map, CatalogModel model, Bipartite graph) {
        Config config = new Config(map);
        boolean rates = model instanceof RatingPredictor;
        String weight = trained(model, "relationshipWeightProperty");
        String time = config.string("relationshipTimeProperty", trained(model, "relationshipTimeProperty"));
        Bipartite.Selection selection = new Bipartite.Selection(
                config.string("sourceNodeLabel", trained(model, "sourceNodeLabel")),
                config.string("targetNodeLabel", trained(model, "targetNodeLabel")),
                config.strings("relationshipTypes", graph == null ? List.of() : graph.relationshipTypes()),
                rates ? null : config.string("relationshipWeightProperty", weight),
                time,
                new FeatureSelection(List.of(), List.of()));
        String ratingProperty = rates || model == null ? config.string("ratingProperty", weight) : null;
        if (rates && ratingProperty == null) {
            config.problem("No value specified for `ratingProperty`, the relationship property of the ratings.");
        }
        SplitConfig split = SplitConfig.read(config, time);
        if (split.options().folds() > 1) {
            config.problem(
                    "The value of `folds` must be 1 but was `" + split.options().folds()
                            + "`: a model that is trained already can be held against one part only. Use"
                            + " `rec.compare`.");
        }
        int k = config.integer("k", 10, 1, SplitConfig.MOST_LISTED);
        double threshold = config.number("likeThreshold", Double.NaN, -Double.MAX_VALUE, Double.MAX_VALUE);
        long seed = config.seed("randomSeed", 42);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        return new EvaluateConfig(
                selection, ratingProperty, split, k, threshold, seed, concurrency, SplitConfig.effective(config));
    }

    private static String trained(CatalogModel model, String key) {
        return model != null && model.configuration().get(key) instanceof String value ? value : null;
    }
}
