// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.training.graph.Relation;

/**
 * Which items of a user's history are not recommended: the key `excludeSeen`.
 *
 * @param any whether any are left out
 * @param interactions those by the interactions, or other behaviours, of these names, all where it is empty; null: by the target,
 *     or where there is none by all interactions
 */
record Seen(boolean any, List<String> interactions) {
    private static final String KEY = "excludeSeen";
    private static final String TYPE = "Boolean, or list of names of interactions";

    static Seen read(Config config) {
        Object value = config.object(KEY, TYPE);
        if (value == null || value instanceof Boolean) {
            boolean flag = config.flag(KEY, true);
            return new Seen(flag, flag && value != null ? List.of() : null);
        }
        List<String> names = config.strings(KEY, List.of());
        return new Seen(!names.isEmpty(), names.isEmpty() ? null : names);
    }

    /**
     * A bit for each interaction of a reading that counts.
     *
     * @throws IllegalArgumentException naming what is no interaction of the model
     */
    long kinds(GraphReading reading, String modelName) {
        if (!any) {
            return 0;
        }
        if (interactions == null || interactions.isEmpty()) {
            boolean target = interactions == null && reading.target() != null;
            return reading.kinds(target ? List.of(reading.target()) : null);
        }
        List<String> known = new ArrayList<>(reading.names());
        known.addAll(behaviours(reading));
        for (String name : interactions) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("The value of `" + KEY
                        + "` must be a Boolean, or names of interactions that the model `" + modelName
                        + "` learned from, but has `"
                        + Config.shown(name) + "`." + Suggestions.didYouMeanOneOf(name, known));
            }
        }
        return reading.kinds(interactions);
    }

    /** The relations of the context whose items are left out as well. */
    int[] relations(GraphReading reading) {
        List<RelationReading> relations = reading.context().relations();
        return any && interactions != null
                ? IntStream.range(0, relations.size())
                        .filter(r -> relations.get(r).ends() == Relation.Ends.USER_ITEM)
                        .filter(r -> interactions.isEmpty()
                                || interactions.contains(relations.get(r).name()))
                        .toArray()
                : new int[0];
    }

    private static List<String> behaviours(GraphReading reading) {
        return reading.context().relations().stream()
                .filter(relation -> relation.ends() == Relation.Ends.USER_ITEM)
                .map(RelationReading::name)
                .toList();
    }
}
