// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.cypher.Expression;

/** The `users` or the `items` of a declaration: a label, several, or a map with a predicate. */
final class DeclaredNodes {
    private static final Set<String> KEYS = Set.of("label", "where");

    private DeclaredNodes() {}

    /** Reads one side; null where it has a problem, which the config knows now. */
    static NodeReading read(Config config, String key, String variable) {
        Object value = config.requiredObject(key, "String, list of Strings, or Map of `label` and `where`");
        if (value == null) {
            config.problem("No value specified for the mandatory configuration parameter `" + key
                    + "`: the label of the " + key + ", such as `" + key + ": '"
                    + (key.equals("users") ? "Customer" : "Product") + "'`.");
            return null;
        }
        Object label = value instanceof Map<?, ?> map ? map.get("label") : value;
        Object where = value instanceof Map<?, ?> map ? map.get("where") : null;
        boolean known = !(value instanceof Map<?, ?> map) || KEYS.containsAll(map.keySet());
        List<String> labels = labels(label);
        if (!known || labels == null || (where != null && !(where instanceof String))) {
            config.problem(
                    "The value of `" + key + "` must be a label, a list of labels, or a map such as `{label: 'A',"
                            + " where: '" + variable + ".active'}`, but was `" + Config.shown(value) + "`.");
            return null;
        }
        Expression predicate = DeclaredText.expression(config, key + ".where", (String) where, Set.of(variable));
        return where != null && predicate == null
                ? null
                : new NodeReading(variable, labels, predicate, Map.of(), List.of(), List.of(), true);
    }

    private static List<String> labels(Object value) {
        List<?> list = value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
        return list.isEmpty() || !list.stream().allMatch(one -> one instanceof String text && !text.isBlank())
                ? null
                : list.stream().map(String.class::cast).distinct().toList();
    }

    /** As it is shown and stored. */
    static Object map(NodeReading nodes) {
        Object labels = nodes.labels().size() == 1 ? nodes.labels().get(0) : nodes.labels();
        if (nodes.where() == null) {
            return labels;
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("label", labels);
        map.put("where", nodes.where().text());
        return map;
    }
}
