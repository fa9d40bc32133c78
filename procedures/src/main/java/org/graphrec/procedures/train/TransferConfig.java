// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.projection.Bipartite;
import org.graphrec.procedures.projection.FeatureSelection;

/**
 * A call of {@code rec.model.transfer}.
 *
 * @param modelName the new model's name
 * @param selection which nodes and relationships of the projection
 * @param ownWeights whether the call weighs the features itself
 * @param concurrency threads
 * @param configuration the values in force
 */
record TransferConfig(
        String modelName,
        Bipartite.Selection selection,
        boolean ownWeights,
        int concurrency,
        Map<String, Object> configuration) {

    static TransferConfig read(Map<String, Object> map) {
        Config config = new Config(map);
        String modelName = config.requiredString("modelName");
        Bipartite.Selection selection = Bipartite.Selection.read(config);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        Map<String, Object> effective = config.effective();
        return new TransferConfig(
                modelName, selection, effective.containsKey("featureWeights"), concurrency, effective);
    }

    /** The same with the features of a model, by other property names where the other graph has them so. */
    TransferConfig withFeaturesOf(TrainedModel source) {
        Bipartite.Selection chosen = selection.withFeatures(featuresOf(source));
        Map<String, Object> effective = new LinkedHashMap<>(configuration);
        effective.put("featureProperties", chosen.features().properties());
        effective.put("featureWeights", chosen.features().weights());
        effective.put("transferredFrom", source.name());
        return new TransferConfig(modelName, chosen, ownWeights, concurrency, effective);
    }

    private FeatureSelection featuresOf(TrainedModel source) {
        List<String> named = selection.features().properties();
        if (source.features().isEmpty()) {
            return selection.features();
        }
        FeatureSelection own = source.features().selection();
        if (named.isEmpty()) {
            return own;
        }
        return !ownWeights && named.size() == own.properties().size()
                ? new FeatureSelection(named, own.weights())
                : selection.features();
    }
}
