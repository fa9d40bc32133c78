// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.neo4j.graphdb.Node;

/**
 * An item that the call names as part of the history.
 *
 * @param item a node
 * @param weight how much it counts beside an interaction of the graph; below 0 it is a dislike
 */
record HistoryItem(Node item, double weight) {
    private static final String KEY = "history";

    /** Reads `history`: nodes, or maps of a node and its weight. */
    static List<HistoryItem> read(Config config) {
        Object value = config.object(KEY, "list of Nodes or of `{item: node, weight: 1.0}`");
        List<HistoryItem> items = new ArrayList<>();
        if (value != null) {
            for (Object entry : value instanceof List<?> list ? list : List.of(value)) {
                HistoryItem item = of(entry);
                if (item == null) {
                    config.problem("The value of `history` must be a list of nodes, or of maps such as"
                            + " `{item: node, weight: -1.0}`, but has `" + Config.shown(entry) + "`.");
                    break;
                }
                items.add(item);
            }
        }
        return items;
    }

    private static HistoryItem of(Object entry) {
        if (entry instanceof Node node) {
            return new HistoryItem(node, 1);
        }
        return entry instanceof Map<?, ?> map
                        && map.size() == 2
                        && map.get("item") instanceof Node node
                        && map.get("weight") instanceof Number weight
                        && Math.abs(weight.doubleValue()) < Float.MAX_VALUE
                ? new HistoryItem(node, weight.doubleValue())
                : null;
    }
}
