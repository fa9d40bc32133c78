// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads the parameters that a model shows, such as somebody copied from it; all problems are told at once. */
final class ShownParameters {
    private final Map<String, Object> map;
    private final TreeSet<String> unknown;
    private final List<String> problems = new ArrayList<>();

    ShownParameters(Map<String, Object> map) {
        this.map = map;
        this.unknown = new TreeSet<>(map.keySet());
    }

    /** A number that must be there. */
    double number(String name) {
        if (!map.containsKey(name)) {
            problems.add("`" + name + "` is missing");
        }
        return number(name, 0);
    }

    /** A number, or {@code otherwise} where there is none. */
    double number(String name, double otherwise) {
        unknown.remove(name);
        Object value = map.getOrDefault(name, otherwise);
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        problems.add("`" + name + "` must be a number but is `" + value + "`");
        return otherwise;
    }

    /** A whole number of at least 0 that must be there. */
    int whole(String name) {
        double value = number(name);
        if (value < 0 || value > Integer.MAX_VALUE || value != Math.rint(value)) {
            problems.add("`" + name + "` must be a whole number of at least 0 but is `" + map.get(name) + "`");
            return 0;
        }
        return (int) value;
    }

    /** A flag, which says nothing that numbers do not say. */
    void flag(String name) {
        unknown.remove(name);
        if (map.containsKey(name) && !(map.get(name) instanceof Boolean)) {
            problems.add("`" + name + "` must be true or false but is `" + map.get(name) + "`");
        }
    }

    /**
     * Rejects what was found wrong.
     *
     * @throws IllegalArgumentException naming all of it
     */
    void check() {
        unknown.forEach(name -> problems.add("`" + name + "` is unknown"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "The value of `parameters` must be the parameters of an `itemGraph` model but "
                            + String.join(", ", problems)
                            + ". Copy them from `rec.model.list`: `modelInfo.parameters`.");
        }
    }
}
