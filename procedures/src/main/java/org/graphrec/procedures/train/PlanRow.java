// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.train;

import java.util.List;
import java.util.Map;

/** The row of `rec.train.plan`: queries have the parameters `from` and `to`, a range of ids. */
public record PlanRow(
        String database,
        String owner,
        Map<String, Object> declaration,
        Map<String, Object> configuration,
        Map<String, Object> rule,
        String usersQuery,
        String itemsQuery,
        List<Map<String, Object>> interactionQueries,
        List<Map<String, Object>> contextQueries,
        List<Map<String, Object>> vectorQueries) {}
