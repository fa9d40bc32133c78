// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.declare;

import java.util.Map;

/**
 * The row of `rec.graph.project`. `interactions` counts the relationships of each kind in the projection; `declaration` is what models
 * keep.
 */
public record GraphProjectRow(
        String graphName,
        long nodeCount,
        long relationshipCount,
        Map<String, Object> interactions,
        long projectMillis,
        Map<String, Object> declaration) {}
