// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;

/**
 * A call that classifies.
 *
 * @param modelName the model's name
 * @param targetNodeLabels nodes to classify; empty: all
 * @param relationshipTypes empty: those of the training
 * @param includeProbabilities whether the probabilities are streamed
 * @param written the properties to write; null in stream mode
 * @param concurrency threads
 * @param configuration the values in force
 */
record ClassifyOptions(
        String modelName,
        List<String> targetNodeLabels,
        List<String> relationshipTypes,
        boolean includeProbabilities,
        Written written,
        int concurrency,
        Map<String, Object> configuration) {

    /**
     * Properties of a node.
     *
     * @param classes holds the class
     * @param probabilities holds the probabilities; null: nowhere
     */
    record Written(String classes, String probabilities) {}

    /**
     * Reads a call.
     *
     * @param targetKey `writeProperty`, `mutateProperty`, or null in stream mode
     */
    static ClassifyOptions read(Map<String, Object> map, String targetKey) {
        Config config = new Config(map);
        String modelName = config.requiredString("modelName");
        List<String> targetNodeLabels = config.strings("targetNodeLabels", List.of());
        List<String> relationshipTypes = config.strings("relationshipTypes", List.of());
        boolean include = targetKey == null && config.flag("includePredictedProbabilities", false);
        String target = targetKey == null ? null : config.requiredString(targetKey);
        String probabilityTarget = targetKey == null ? null : config.string("predictedProbabilityProperty", null);
        if (target != null && target.equals(probabilityTarget)) {
            config.problem("The value of `predictedProbabilityProperty` must be another property than `" + targetKey
                    + "` but was `" + target + "`.");
        }
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        return new ClassifyOptions(
                modelName,
                targetNodeLabels,
                relationshipTypes,
                include,
                targetKey == null ? null : new Written(target, probabilityTarget),
                concurrency,
                config.effective());
    }
}
