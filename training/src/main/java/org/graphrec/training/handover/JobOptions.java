// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of `rec.train` a job outside the server does, and what it does not: the one list of architectures and options. What is not in it
 * is unknown, and what it does not do is refused by name.
 */
public final class JobOptions {
    private static final String ITEM_GRAPH = "itemGraph";

    private static final List<String> ARCHITECTURES = List.of(ITEM_GRAPH, "mf");

    private static final String DECLARED = "The declaration says that: leave it out.";

    private static final String HERE = "Train that model in the server with `rec.train`.";

    /** By name: how it is refused, or null where it is done. */
    private static final Map<String, String> OPTIONS = options();

    private JobOptions() {}

    private static Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (String done : List.of(
                "modelName",
                "architecture",
                "relationshipTypes",
                "featureProperties",
                "featureWeights",
                "validationFraction",
                "topK",
                "rank",
                "randomSeed",
                "concurrency",
                "likeThreshold",
                "contextWeights",
                "timeBudgetSeconds",
                "objective",
                "history")) {
            options.put(done, null);
        }
        options.put("sourceNodeLabel", DECLARED);
        options.put("targetNodeLabel", DECLARED);
        options.put("relationshipWeightProperty", DECLARED);
        options.put("relationshipTimeProperty", DECLARED);
        options.put("contextProperties", HERE);
        return options;
    }

    /** The architectures that a job trains. */
    public static List<String> architectures() {
        return ARCHITECTURES;
    }

    /** Whether a job learns from other relations of the graph with an architecture, as `rec.train` does. */
    public static boolean learnsContext(String architecture) {
        return architecture.equals(ITEM_GRAPH);
    }

    /** The options of `rec.train` that a job knows, done or refused, in order. */
    public static List<String> names() {
        return List.copyOf(OPTIONS.keySet());
    }

    /** Why a job refuses an option that it knows; empty when it does not. */
    public static Optional<String> refusal(String option) {
        return Optional.ofNullable(OPTIONS.get(option))
                .map(way -> "The option `" + option + "` of `rec.train` does not exist for a job. " + way);
    }

    /**
     * Rejects what a job does not do, all at once.
     *
     * @param options by the names of `rec.train`
     * @throws IllegalArgumentException naming the options and the way out
     */
    public static void check(Map<String, Object> options) {
        StringBuilder problems = new StringBuilder();
        options.forEach((name, value) -> {
            if (value != null) {
                refusal(name).ifPresent(line -> problems.append(line).append('\n'));
            }
        });
        only(options, "objective", "ranking", problems);
        only(options, "history", "live", problems);
        if (options.get("architecture") instanceof String named && !ARCHITECTURES.contains(named)) {
            problems.append("The value of `architecture` must be one of `")
                    .append(String.join("`, `", ARCHITECTURES))
                    .append("` for a job but was `")
                    .append(named)
                    .append("`. ")
                    .append(HERE)
                    .append('\n');
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.toString().strip());
        }
    }

    private static void only(Map<String, Object> options, String name, String value, StringBuilder problems) {
        if (options.get(name) instanceof String other && !other.equalsIgnoreCase(value)) {
            problems.append("The value of `")
                    .append(name)
                    .append("` must be `")
                    .append(value)
                    .append("` for a job but was `")
                    .append(other)
                    .append("`. ")
                    .append(HERE)
                    .append('\n');
        }
    }
}
