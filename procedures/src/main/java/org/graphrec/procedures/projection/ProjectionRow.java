// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.List;
import java.util.Map;

/**
 * A row of `rec.graph.list`. `histories` says by what the live graph is read: `declared`, `native` (the projection's configuration), or
 * `compared`, where training has to find out; `filters` are those of `gds.graph.filter` since the projection.
 */
public record ProjectionRow(
        String graphName,
        long nodeCount,
        long relationshipCount,
        String histories,
        List<String> filters,
        Map<String, Object> declaration) {}
