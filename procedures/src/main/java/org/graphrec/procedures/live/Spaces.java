// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Which encoder's space the stored vectors are of, by the passports beside them. */
public final class Spaces {
    /** What the name of a vector property is followed by in that of its passport. */
    private static final String SUFFIX = "Passport";

    private Spaces() {}

    /** The property that holds the passport of the vector in {@code vectorProperty}. */
    public static String passportProperty(String vectorProperty) {
        return vectorProperty + SUFFIX;
    }

    /** The space of a passport: all before the hash of the text. */
    public static String space(String passport) {
        return passport.substring(0, Math.max(0, passport.lastIndexOf(':')));
    }

    /**
     * The one space of a property over some nodes, or "" where no vector has a passport.
     *
     * @throws IllegalArgumentException when there are several
     */
    public static String of(Transaction transaction, NodeIndex nodes, String property) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int row = 0; row < nodes.size(); row++) {
            Node node = NodeIds.find(transaction, nodes.id(row));
            if (node != null && node.getProperty(passportProperty(property), null) instanceof String passport) {
                counts.merge(space(passport), 1, Integer::sum);
            }
        }
        if (counts.size() > 1) {
            String found = counts.entrySet().stream()
                    .map(entry -> "`" + entry.getKey() + "` on " + entry.getValue() + " nodes")
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("The value of `featureProperties` must name vectors of one space but `"
                    + property + "` has several: " + found
                    + ". Write it again with `rec.embed.nodes.write` and one encoder.");
        }
        return counts.isEmpty() ? "" : counts.keySet().iterator().next();
    }
}
