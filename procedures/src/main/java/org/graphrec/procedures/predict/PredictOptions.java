// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.neo4j.graphdb.Node;

/**
 * How ratings are predicted.
 *
 * @param history ratings that come after those of the graph, or stand for them where there is no user
 * @param concurrency threads
 */
record PredictOptions(List<Rated> history, int concurrency) {

    /** A rating that the call names. */
    record Rated(Node item, double rating) {}

    static PredictOptions read(Map<String, Object> map) {
        Config config = new Config(map);
        List<Rated> history = history(config);
        int concurrency = config.integer("concurrency", 4, 1, 1024);
        config.check();
        return new PredictOptions(history, concurrency);
    }

    private static List<Rated> history(Config config) {
        Object value = config.object("history", "list of Maps of an item and its rating");
        List<Rated> history = new ArrayList<>();
        if (value != null) {
            for (Object entry : value instanceof List<?> list ? list : List.of(value)) {
                Rated rated = rated(entry);
                if (rated == null) {
                    config.problem("The value of `history` must be a list of maps such as `{item: node, rating: 4.0}`"
                            + " with finite ratings, but has `" + Config.shown(entry) + "`.");
                    break;
                }
                history.add(rated);
            }
        }
        return history;
    }

    private static Rated rated(Object entry) {
        return entry instanceof Map<?, ?> map
                        && map.size() == 2
                        && map.get("item") instanceof Node item
                        && map.get("rating") instanceof Number rating
                        && Math.abs(rating.doubleValue()) < Float.MAX_VALUE
                ? new Rated(item, rating.doubleValue())
                : null;
    }
}
