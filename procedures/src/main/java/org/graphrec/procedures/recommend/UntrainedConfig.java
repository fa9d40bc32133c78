// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Map;
import org.graphrec.procedures.config.Config;

/** What is asked for without a model, and of which graph. */
record UntrainedConfig(GraphSource source, RecommendOptions options) {

    static UntrainedConfig ofLists(Map<String, Object> map) {
        Config config = new Config(map);
        return new UntrainedConfig(source(config), RecommendOptions.ofLists(config, false));
    }

    static UntrainedConfig ofRow(Map<String, Object> map) {
        Config config = new Config(map);
        return new UntrainedConfig(source(config), RecommendOptions.ofRow(config));
    }

    private static GraphSource source(Config config) {
        if (config.object("query") != null) {
            config.problem("The value of `query` needs a model, which has learned from texts: train one with"
                    + " `featureProperties`.");
        }
        return GraphSource.read(config);
    }
}
