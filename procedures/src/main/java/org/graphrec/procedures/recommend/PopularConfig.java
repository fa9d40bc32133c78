// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.Map;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.reading.GraphReading;

/**
 * What a list of popular items is asked for.
 *
 * @param modelName a model by whose reading the graph is read; null: the source
 * @param source null where there is a model
 * @param halfLifeDays after so many days an interaction counts half; 0: all count the same
 * @param options how many items, and which
 */
record PopularConfig(String modelName, GraphSource source, double halfLifeDays, RecommendOptions options) {
    private static final double USUAL_HALF_LIFE = 7;

    static PopularConfig read(Map<String, Object> map, boolean trending) {
        Config config = new Config(map);
        String modelName = config.string("modelName", null);
        GraphSource source = null;
        if (modelName == null) {
            source = GraphSource.read(config);
        } else if (config.string("graphName", null) != null || config.object("declaration", "Map") != null) {
            config.problem("The value of `modelName` must be left out if `graphName` or `declaration` is given.");
        }
        double halfLifeDays = trending ? config.number("halfLifeDays", USUAL_HALF_LIFE, 0.001, 100_000) : 0;
        return new PopularConfig(modelName, source, halfLifeDays, RecommendOptions.ofPopular(config));
    }

    /** How the live graph is read. */
    GraphReading reading(CallContext call, ModelCatalog catalog) {
        if (modelName == null) {
            return source.reading(call.projectedGraphs(), call.transaction);
        }
        GraphReading reading = catalog.model(modelName).live();
        if (!reading.live()) {
            throw new IllegalArgumentException(
                    "The value of `modelName` must be a model that reads the live graph, but `" + modelName
                            + "` serves the histories of its projection. Give a `declaration` instead.");
        }
        return reading;
    }

    /** How errors call what is read. */
    String name() {
        return modelName == null ? source.name() : modelName;
    }
}
