// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.neo4j.graphdb.Node;

/**
 * What whoever runs the site wants of a list, whoever the user is.
 *
 * @param pinned items that come first, in this order, whatever the user knows and whatever the choice of items leaves out
 * @param blocked items that never come, pinned or not
 * @param atMost for properties of items, how many of one value the list may have; counted from its first row
 * @param itemWeight a Cypher expression over {@code item} that the score is multiplied by, or null
 * @param offset how many rows of the list are passed over
 */
record Rules(List<Node> pinned, List<Node> blocked, Map<String, Integer> atMost, String itemWeight, int offset) {

    /** The order of the scores. */
    static final Rules NONE = new Rules(List.of(), List.of(), Map.of(), null, 0);

    /** The most rows that may be passed over. */
    private static final int MOST_PASSED_OVER = 100_000;

    private static final String AT_MOST = "atMost";

    Rules {
        pinned = List.copyOf(pinned);
        blocked = List.copyOf(blocked);
    }

    /** Reads the rules that a list may have. */
    static Rules ofList(Config config, boolean paged) {
        Map<String, Integer> atMost = atMost(config);
        int offset = paged ? config.integer("offset", 0, 0, MOST_PASSED_OVER) : 0;
        return read(config, atMost, offset);
    }

    /** Reads those that one row may have. */
    static Rules ofRow(Config config) {
        return read(config, Map.of(), 0);
    }

    private static Rules read(Config config, Map<String, Integer> atMost, int offset) {
        List<Node> pinned = RecommendOptions.nodes(config, "pinned");
        List<Node> blocked = RecommendOptions.nodes(config, "blocked");
        String itemWeight = config.string("itemWeight", null);
        return new Rules(
                pinned == null ? List.of() : pinned.stream().distinct().toList(),
                blocked == null ? List.of() : blocked,
                atMost,
                itemWeight,
                offset);
    }

    private static Map<String, Integer> atMost(Config config) {
        Object value = config.object(AT_MOST, "Map of item properties and Integers");
        if (value == null) {
            return Map.of();
        }
        Map<String, Integer> quotas = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((property, most) -> {
                if (most instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE) {
                    quotas.put(String.valueOf(property), number.intValue());
                }
            });
        }
        if (!(value instanceof Map<?, ?> map) || map.isEmpty() || quotas.size() < map.size()) {
            config.problem(
                    "The value of `" + AT_MOST + "` must be a map of item properties and whole numbers from 1 on,"
                            + " such as `{category: 2}`, but was `" + Config.shown(value) + "`.");
        }
        config.inForce(AT_MOST, value);
        return quotas;
    }

    /** Whether rows come in the order of their scores, from the first on. */
    boolean plainOrder() {
        return pinned.isEmpty() && atMost.isEmpty() && offset == 0;
    }
}
