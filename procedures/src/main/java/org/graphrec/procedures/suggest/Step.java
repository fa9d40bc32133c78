// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import java.util.Map;
import java.util.TreeMap;

/** The relationships of one type and direction between the nodes of one label and those of another, seen from the first. */
final class Step {
    final String from;
    final String type;
    final boolean outgoing;
    final String to;
    private final Map<String, PropertyFacts> properties = new TreeMap<>();
    private double count;
    private long nodes;

    Step(String from, String type, boolean outgoing, String to) {
        this.from = from;
        this.type = type;
        this.outgoing = outgoing;
        this.to = to;
    }

    /**
     * One relationship that was looked at.
     *
     * @param counts how many of the node's it counts for
     */
    void add(double counts, Map<String, Object> values) {
        count += counts;
        values.forEach((name, value) ->
                properties.computeIfAbsent(name, key -> new PropertyFacts()).add(value));
    }

    /** One node of the first label that has some. */
    void addNode() {
        nodes++;
    }

    /** How many a node of the first label has, on average over those that have any. */
    double mean() {
        return count / Math.max(1, nodes);
    }

    Map<String, PropertyFacts> properties() {
        return properties;
    }

    /** Such as {@code -[r:RATED]->}, without a variable where that is empty. */
    String pattern(String variable) {
        String inner = "-[" + variable + ":" + Names.cypher(type) + "]-";
        return outgoing ? inner + ">" : "<" + inner;
    }
}
