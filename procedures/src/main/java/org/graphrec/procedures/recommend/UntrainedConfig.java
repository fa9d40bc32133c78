// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.projection.FeatureSelection;

/**
 * What is asked for without a model, and of which graph.
 *
 * @param features the vectors of items that are named; of none, what the source tells of
 */
record UntrainedConfig(GraphSource source, FeatureSelection features, RecommendOptions options) {

    static UntrainedConfig ofLists(Map<String, Object> map) {
        Config config = new Config(map);
        return new UntrainedConfig(
                GraphSource.read(config),
                FeatureSelection.read(config, List.of()),
                RecommendOptions.ofLists(config, false));
    }

    static UntrainedConfig ofRow(Map<String, Object> map) {
        Config config = new Config(map);
        return new UntrainedConfig(
                GraphSource.read(config), FeatureSelection.read(config, List.of()), RecommendOptions.ofRow(config));
    }
}
