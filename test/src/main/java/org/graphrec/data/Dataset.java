// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Users, items and their interactions as rows of properties.
 *
 * @param schema how they are named in the graph
 * @param facts what a reader should know about where the rows come from, one line each
 * @param users rows with the user key
 * @param items rows with the item key
 * @param interactions pairs of keys
 */
public record Dataset(
        Schema schema,
        List<String> facts,
        List<Map<String, Object>> users,
        List<Map<String, Object>> items,
        List<Interaction> interactions) {

    /** A user's dealing with an item, by their keys. */
    public record Interaction(Object user, Object item, Map<String, Object> properties) {}

    public Dataset {
        facts = List.copyOf(facts);
        users = List.copyOf(users);
        items = List.copyOf(items);
        interactions = List.copyOf(interactions);
    }

    /** Number of interactions of each user, ordered by user key. */
    public Map<Object, Integer> activity() {
        var activity = new TreeMap<Object, Integer>();
        for (Interaction interaction : interactions) {
            activity.merge(interaction.user(), 1, Integer::sum);
        }
        return activity;
    }

    /** The items that nobody has dealt with, in the order of the rows. */
    public List<Map<String, Object>> coldItems() {
        Set<Object> warm = new HashSet<>();
        for (Interaction interaction : interactions) {
            warm.add(interaction.item());
        }
        return items.stream()
                .filter(item -> !warm.contains(item.get(schema.itemKey())))
                .toList();
    }
}
