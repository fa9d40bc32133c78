package org.graphrec.procedures.projection;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;

/**
 * The weights of relations of a context that a call fixes, by relationship type; the others are chosen on the holdout.
 *
 * @param weights at least 0; 0 leaves a relation out
 */
public record ContextWeights(Map<String, Double> weights) {
    /** All are chosen on the holdout. */
    public static final ContextWeights CHOSEN = new ContextWeights(Map.of());

    private static final String KEY = "contextWeights";
    private static final double MOST = 1e6;

    /** Copies the map. */
    public ContextWeights {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /** Reads `contextWeights`. */
    public static ContextWeights read(Config config) {
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
        return new ContextWeights(weights);
    }

    /** Whether a relation is named. */
    boolean names(String relation) {
        return weights.containsKey(relation);
    }

    /** The weight that is fixed of a relation, or NaN. */
    double of(String relation) {
        return weights.getOrDefault(relation, Double.NaN);
    }

    /**
     * Refuses names of relations that there are not.
     *
     * @param names of all relations
     */
    void requireKnown(List<String> names) {
        for (String name : weights.keySet()) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        "The value of `" + KEY + "` must name relationship types of the graph"
                                + " that are no interactions but has `" + Config.shown(name) + "`."
                                + (names.isEmpty()
                                        ? " The graph has none: project them too, or set `relationshipTypes` to the interactions."
                                        : Suggestions.didYouMeanOneOf(name, names)));
            }
        }
    }
}
