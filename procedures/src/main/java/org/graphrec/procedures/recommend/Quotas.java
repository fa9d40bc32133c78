// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neo4j.graphdb.Node;

/**
 * Counts the values of properties down one list, and takes what the list may still have. An item without a property is not counted
 * by it; one with a list of values counts once for each.
 */
final class Quotas {
    private final Map<String, Integer> atMost;
    private final Map<String, Map<Object, Integer>> taken = new HashMap<>();

    Quotas(Map<String, Integer> atMost) {
        this.atMost = atMost;
    }

    /** Counts an item, however many of its values there are. */
    void count(Node item) {
        atMost.keySet()
                .forEach(property ->
                        values(item, property).forEach(value -> counts(property).merge(value, 1, Integer::sum)));
    }

    /** Counts an item if the list may have it, and tells whether that is so. */
    boolean take(Node item) {
        for (Map.Entry<String, Integer> quota : atMost.entrySet()) {
            Map<Object, Integer> counts = counts(quota.getKey());
            for (Object value : values(item, quota.getKey())) {
                if (counts.getOrDefault(value, 0) >= quota.getValue()) {
                    return false;
                }
            }
        }
        count(item);
        return true;
    }

    private Map<Object, Integer> counts(String property) {
        return taken.computeIfAbsent(property, name -> new HashMap<>());
    }

    private static Set<Object> values(Node item, String property) {
        Object value = item.getProperty(property, null);
        if (value == null) {
            return Set.of();
        }
        if (!value.getClass().isArray()) {
            return Set.of(value);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < Array.getLength(value); i++) {
            values.add(Array.get(value, i));
        }
        return new HashSet<>(values);
    }
}
