// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Map;
import org.neo4j.graphdb.Node;

/**
 * A row of `rec.recommend.stream`; the best item of a user has rank 1. `basis` says by what the row came. With `explain: true` the
 * contributions of `reasons` sum to the score; else they are null. `badInteractions` counts those of the user whose weight is missing
 * or cannot be read.
 */
public record RecommendRow(
        Node user,
        Node item,
        double score,
        long rank,
        String regime,
        String basis,
        List<Map<String, Object>> reasons,
        long badInteractions) {}
