// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.reading.ContextProperty;

/**
 * What a call says of the context that it learns from.
 *
 * @param weights of relations, at least 0, by name; 0 leaves a relation out, and those of others are chosen on the holdout
 * @param properties by which users, or items, have something in common
 */
public record ContextSelection(Map<String, Double> weights, List<ContextProperty> properties) {

    private static final String KEY = "contextWeights";
    private static final String PROPERTIES = "contextProperties";
    private static final double MOST = 1e6;

    /** Copies the map. */
    public ContextSelection {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        properties = List.copyOf(properties);
    }

    /** Reads `contextWeights` and `contextProperties`. */
    public static ContextSelection read(Config config) {
        Object value = config.object(KEY, "Map of relationship types to numbers");
        Map<String, Double> weights = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((type, weight) -> {
                if (weight instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= MOST) {
                    weights.put(String.valueOf(type), number.doubleValue());
                } else {
                    config.problem("The value of `" + KEY + "." + type + "` must be a number from 0 to " + (long) MOST
                            + " but was `" + Config.shown(weight) + "`. 0 leaves the relation out.");
                }
            });
        } else if (value != null) {
            config.problem("The value of `" + KEY + "` must be a map such as `{HAS_GENRE: 0.3, VIEWED: 0}` but was `"
                    + Config.shown(value) + "`.");
        }
        if (!weights.isEmpty()) {
            config.inForce(KEY, weights);
        }
        return new ContextSelection(weights, properties(config));
    }

    /**
     * Refuses what has no meaning where ratings are predicted: weights in a sum, and any context where nothing but factors counts.
     *
     * @param factorsOnly whether only biases and factors predict
     */
    public void checkForRatings(Config config, boolean factorsOnly) {
        if (factorsOnly && !(weights.isEmpty() && properties.isEmpty())) {
            config.problem("The value of `" + (weights.isEmpty() ? PROPERTIES : KEY)
                    + "` must be left out with `objective: 'rating'` and `architecture: 'mf'`, which is a dot product of"
                    + " factors and reads nothing else. Leave out `architecture`.");
            return;
        }
        weights.forEach((relation, weight) -> {
            if (weight != 0) {
                config.problem("The value of `" + KEY + "." + relation
                        + "` must be 0, which leaves the relation out, with `objective: 'rating'` but was `"
                        + Config.shown(weight)
                        + "`. With ratings, the weight of a relation is learned: leave it out.");
            }
        });
    }

    private static List<ContextProperty> properties(Config config) {
        Object value = config.object(PROPERTIES, "list of Strings");
        List<ContextProperty> properties = new ArrayList<>();
        for (Object entry : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
            (entry instanceof String text ? ContextProperty.of(text) : Optional.<ContextProperty>empty())
                    .ifPresentOrElse(
                            properties::add,
                            () -> config.problem("The value of `" + PROPERTIES
                                    + "` must be a list of properties such as `['item.year', 'user.age']` but has `"
                                    + Config.shown(entry) + "`."));
        }
        if (!properties.isEmpty()) {
            config.inForce(
                    PROPERTIES,
                    properties.stream().map(ContextProperty::name).distinct().toList());
        }
        return properties.stream().distinct().toList();
    }

    /** Whether a relation is named. */
    boolean names(String relation) {
        return weights.containsKey(relation);
    }

    /** The weight that is fixed of a relation, or NaN. */
    public double of(String relation) {
        return weights.getOrDefault(relation, Double.NaN);
    }

    /**
     * Refuses names of relations that there are not.
     *
     * @param names of all relations
     */
    public void requireKnown(List<String> names) {
        for (String name : weights.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("The value of `" + KEY
                        + "` must name relationship types of the graph"
                        + " that are not interactions, or `contextProperties`, but has `" + Config.shown(name) + "`."
                        + (names.isEmpty()
                                ? " The graph has none: project them too, or set `relationshipTypes` to the interactions."
                                : Suggestions.didYouMeanOneOf(name, names)));
            }
        }
    }
}
