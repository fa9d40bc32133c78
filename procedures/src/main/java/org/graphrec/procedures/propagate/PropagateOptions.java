package org.graphrec.procedures.propagate;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.gds.FeatureSelection;
import org.graphrec.training.propagate.Normalization;
import org.graphrec.training.propagate.Propagation;

/**
 * How features are propagated.
 *
 * @param features the vectors that travel
 * @param relationshipTypes empty: all
 * @param relationshipWeightProperty null: every relationship weighs 1
 * @param target `mutateProperty` or `writeProperty`; empty in stream mode
 * @param propagation the kernel's options
 * @param configuration the values in force
 */
record PropagateOptions(
        FeatureSelection features,
        List<String> relationshipTypes,
        String relationshipWeightProperty,
        String target,
        Propagation.Options propagation,
        Map<String, Object> configuration) {
    private static final int MOST_LAYERS = 10;

    /** Reads the config; {@code targetKey} is the mandatory key of the mode, or null. */
    static PropagateOptions read(Map<String, Object> map, String targetKey) {
        Config config = new Config(map);
        FeatureSelection features = FeatureSelection.read(config, List.of("embedding"));
        List<String> types = config.strings("relationshipTypes", List.of());
        String weight = config.string("relationshipWeightProperty", null);
        int layers = config.integer("layers", 2, 1, MOST_LAYERS);
        List<Double> weights = config.numbers("iterationWeights");
        String aggregation = config.choice("aggregation", "symmetric", List.of("symmetric", "mean"));
        boolean normalize = config.flag("normalize", true);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        String target = targetKey == null ? "" : config.requiredString(targetKey);
        if (weights != null && weights.size() != layers + 1) {
            config.problem("The value of `iterationWeights` must have " + (layers + 1)
                    + " numbers, one for a node's own content and one for each of the `layers`, but has "
                    + weights.size()
                    + ".");
        }
        config.check();
        return new PropagateOptions(
                features,
                types,
                weight,
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
                config.effective());
    }

    private static double[] equal(int size) {
        double[] weights = new double[size];
        Arrays.fill(weights, 1.0);
        return weights;
    }
}
