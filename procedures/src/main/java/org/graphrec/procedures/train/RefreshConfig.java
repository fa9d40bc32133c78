// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.Map;
import org.graphrec.procedures.config.Config;

/**
 * A call of {@code rec.model.refresh}.
 *
 * @param graphName the projection to make again; null: the one that the model was trained on
 * @param k length of the lists that are compared
 * @param tolerance by how much the new model's NDCG may be lower
 * @param minUsers the fewest users on whom the models must have been compared
 * @param configuration the values in force
 */
record RefreshConfig(String graphName, int k, double tolerance, int minUsers, Map<String, Object> configuration) {

    static RefreshConfig read(Map<String, Object> map) {
        Config config = new Config(map);
        String graphName = config.string("graphName", null);
        int k = config.integer("k", 10, 1, 1_000);
        double tolerance = config.number("tolerance", 0, 0, 1);
        int minUsers = config.integer("minUsers", 0, 0, 1_000_000_000);
        config.check();
        return new RefreshConfig(graphName, k, tolerance, minUsers, config.effective());
    }
}
