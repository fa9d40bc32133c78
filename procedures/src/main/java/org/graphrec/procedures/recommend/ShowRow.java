// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.Map;
import org.neo4j.graphdb.Node;

/** A row of `rec.recommend.show`: a recommendation that was recorded as shown in the run `runId`, with its main `channel`. */
public record ShowRow(
        String runId,
        String modelName,
        Node user,
        Node item,
        double score,
        long rank,
        String channel,
        List<Map<String, Object>> reasons) {}
