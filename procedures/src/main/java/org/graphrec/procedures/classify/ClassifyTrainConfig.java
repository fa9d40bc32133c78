// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.RelationshipSelection;
import org.graphrec.training.classify.ClassifierFitter;
import org.graphrec.training.classify.ClassifierOptions;
import org.graphrec.training.classify.SgcClassifier;

/**
 * A call of `rec.classify.train`.
 *
 * @param modelName the new model's name
 * @param targetProperty what holds the class of a node
 * @param targetNodeLabels nodes whose class counts; empty: all
 * @param features what a node is told by
 * @param relationships along which features go
 * @param options how to fit
 * @param configuration the values in force
 */
public record ClassifyTrainConfig(
        String modelName,
        String targetProperty,
        List<String> targetNodeLabels,
        FeatureSelection features,
        RelationshipSelection relationships,
        ClassifierOptions options,
        Map<String, Object> configuration) {

    /** Reads it. */
    public static ClassifyTrainConfig read(Map<String, Object> map) {
        ClassifierOptions defaults = ClassifierOptions.defaults();
        Config config = new Config(map);
        String modelName = config.requiredString("modelName");
        String targetProperty = config.requiredString("targetProperty");
        List<String> targetNodeLabels = config.strings("targetNodeLabels", List.of());
        FeatureSelection features = FeatureSelection.read(config, List.of("embedding"));
        RelationshipSelection relationships = RelationshipSelection.read(config);
        String architecture = config.choice("architecture", defaults.architecture(), ClassifierFitter.architectures());
        OptionalInt layers = config.integer("layers", 0, SgcClassifier.MOST_LAYERS);
        Double penalty =
                config.object("penalty", "Float of at least 0") == null ? null : config.number("penalty", 0, 0, 1e6);
        List<Double> classWeights = config.numbers("classWeights");
        if (classWeights != null && classWeights.stream().anyMatch(value -> value <= 0 || value > 1e6)) {
            config.problem(
                    "The value of `classWeights` must be a list of numbers above 0, one per class in ascending order,"
                            + " but was `" + classWeights + "`.");
            classWeights = null;
        }
        boolean balanced = config.flag("balanceClasses", false);
        double testFraction = config.number("testFraction", defaults.testFraction(), 0, 0.9);
        double validationFraction = config.number("validationFraction", defaults.validationFraction(), 0.001, 0.5);
        long seed = config.seed("randomSeed", defaults.randomSeed());
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        return new ClassifyTrainConfig(
                modelName,
                targetProperty,
                targetNodeLabels,
                features,
                relationships,
                new ClassifierOptions(
                        architecture,
                        layers.isPresent() ? (Integer) layers.getAsInt() : null,
                        penalty,
                        classWeights == null ? List.of() : classWeights,
                        balanced,
                        testFraction,
                        validationFraction,
                        seed,
                        concurrency),
                config.effective());
    }
}
