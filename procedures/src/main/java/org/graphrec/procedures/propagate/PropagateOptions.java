// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.RelationshipSelection;
import org.graphrec.training.privacy.Budget;
import org.graphrec.training.propagate.Normalization;
import org.graphrec.training.propagate.Propagation;

/**
 * How features are propagated.
 *
 * @param features the vectors that travel
 * @param relationships along which they travel
 * @param target `mutateProperty` or `writeProperty`; empty in stream mode
 * @param propagation the kernel's options
 * @param modelName a model whose text head is applied to the features first, or null
 * @param privacy what the result may reveal of any one relationship, or null: no matter
 * @param configuration the values in force
 */
record PropagateOptions(
        FeatureSelection features,
        RelationshipSelection relationships,
        String target,
        Propagation.Options propagation,
        String modelName,
        Budget privacy,
        Map<String, Object> configuration) {
    private static final int MOST_LAYERS = 10;

    /** Reads the config; {@code targetKey} is the mandatory key of the mode, or null. */
    static PropagateOptions read(Map<String, Object> map, String targetKey) {
        Config config = new Config(map);
        FeatureSelection features = FeatureSelection.read(config, List.of("embedding"));
        RelationshipSelection relationships = RelationshipSelection.read(config);
        int layers = config.integer("layers", 2, 1, MOST_LAYERS);
        List<Double> weights = config.numbers("iterationWeights");
        // what is streamed can be asked for again and again, each time with other noise
        Map<String, Object> privacyMap = targetKey == null ? Map.of() : config.map("privacy");
        boolean isPrivate = !privacyMap.isEmpty();
        String aggregation =
                config.choice("aggregation", isPrivate ? "mean" : "symmetric", List.of("symmetric", "mean"));
        boolean normalize = config.flag("normalize", true);
        String modelName = config.string("modelName", null);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        String target = targetKey == null ? "" : config.requiredString(targetKey);
        if (weights != null && weights.size() != layers + 1) {
            config.problem("The value of `iterationWeights` must have " + (layers + 1)
                    + " numbers, one for a node's own content and one for each of the `layers`, but has "
                    + weights.size()
                    + ".");
        }
        Budget privacy = isPrivate ? budget(config, privacyMap) : null;
        if (isPrivate && (aggregation.equals("symmetric") || !normalize || relationships.weighted())) {
            config.problem("With `privacy`, `aggregation` must be `mean`, `normalize` true, and there can be no"
                    + " `relationshipWeightProperty`: degrees, lengths and weights would reveal single"
                    + " relationships.");
        }
        config.check();
        return new PropagateOptions(
                features,
                relationships,
                target,
                new Propagation.Options(
                        layers,
                        weights == null
                                ? equal(layers + 1)
                                : weights.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray(),
                        aggregation.equals("mean") ? Normalization.ROW : Normalization.SYMMETRIC,
                        normalize,
                        concurrency),
                modelName,
                privacy,
                config.effective());
    }

    private static Budget budget(Config config, Map<String, Object> map) {
        Object epsilon = map.get("epsilon");
        Object delta = map.get("delta");
        try {
            if (map.size() == 2 && epsilon instanceof Number e && delta instanceof Number d) {
                return new Budget(e.doubleValue(), d.doubleValue());
            }
        } catch (IllegalArgumentException outOfRange) {
            config.problem("The value of `privacy` is out of range: " + outOfRange.getMessage());
            return null;
        }
        config.problem("The value of `privacy` must be of the form `{epsilon: 1.0, delta: 1e-6}` but was `"
                + Config.shown(map) + "`.");
        return null;
    }

    private static double[] equal(int size) {
        double[] weights = new double[size];
        Arrays.fill(weights, 1.0);
        return weights;
    }
}
