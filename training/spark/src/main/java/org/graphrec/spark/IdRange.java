// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ids of nodes that one task reads.
 *
 * @param from inclusive
 * @param to exclusive
 */
record IdRange(long from, long to) implements Serializable {

    /** As parameters of a query. */
    Map<String, Object> parameters() {
        return Map.of("from", from, "to", to);
    }

    /**
     * About equal parts of the ids that a query finds; none where it finds nothing.
     *
     * @param column in which the query has the id
     */
    static List<IdRange> of(Server server, String query, String column, int parts) {
        String ends = "CALL {\n" + query + "\n} RETURN min(" + column + ") AS least, max(" + column + ") AS most";
        return server.query(ends, new IdRange(0, Long.MAX_VALUE).parameters(), result -> {
            var row = result.single();
            return row.get("least").isNull()
                    ? List.of()
                    : split(row.get("least").asLong(), row.get("most").asLong() + 1, parts);
        });
    }

    static List<IdRange> split(long from, long to, int parts) {
        List<IdRange> ranges = new ArrayList<>();
        long size = Math.max(1, (to - from + parts - 1) / parts);
        for (long at = from; at < to; at += size) {
            ranges.add(new IdRange(at, Math.min(to, at + size)));
        }
        return ranges;
    }
}
