// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.tune;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One setting tried, measured on the holdout against the full ranking.
 *
 * @param architecture Cypher name of the architecture
 * @param parameters the setting
 * @param ndcg NDCG@20, from 0 to 1, by which settings are chosen
 * @param recall Recall@20, from 0 to 1
 * @param seconds what this trial took
 */
public record Trial(String architecture, Map<String, Object> parameters, double ndcg, double recall, double seconds) {

    /** Copies the parameters, in their order. */
    public Trial {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
