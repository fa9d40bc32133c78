// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.neo4j.graphdb.Transaction;

/** The names of properties, labels and types that a database has or had, by which slips are told from what is only not there yet. */
public final class KnownNames {
    private KnownNames() {}

    /**
     * Refuses a property that no node of the database ever had.
     *
     * @param key where it is named
     * @throws IllegalArgumentException naming those near
     */
    public static void requireProperty(Transaction transaction, String key, String property) {
        Set<String> known = new TreeSet<>();
        transaction.getAllPropertyKeys().forEach(known::add);
        if (!known.contains(property)) {
            throw new IllegalArgumentException("The value of `" + key
                    + "` must name properties of nodes but there is no property `"
                    + Config.shown(property)
                    + "` in this database."
                    + Suggestions.didYouMeanOneOf(property, known));
        }
    }

    /** Refuses labels that the database does not have, where it has one whose name is near. */
    public static void requireNoSlipInLabels(Transaction transaction, String key, List<String> labels) {
        List<String> known = new ArrayList<>();
        transaction.getAllLabels().forEach(label -> known.add(label.name()));
        labels.forEach(label -> requireNoSlip(key, "label", label, known));
    }

    /** Refuses relationship types that the database does not have, where it has one whose name is near. */
    public static void requireNoSlipInTypes(Transaction transaction, String key, List<String> types) {
        List<String> known = new ArrayList<>();
        transaction.getAllRelationshipTypes().forEach(type -> known.add(type.name()));
        types.forEach(type -> requireNoSlip(key, "relationship type", type, known));
    }

    private static void requireNoSlip(String key, String kind, String name, List<String> known) {
        String near = known.contains(name) ? "" : Suggestions.didYouMean(name, known);
        if (!near.isEmpty()) {
            throw new IllegalArgumentException("The value of `" + key + "` names the " + kind + " `"
                    + Config.shown(name) + "`, which this database does not have." + near);
        }
    }
}
