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
    private long count;
    private long nodes;

    Step(String from, String type, boolean outgoing, String to) {
        this.from = from;
        this.type = type;
        this.outgoing = outgoing;
        this.to = to;
    }

    void add(Map<String, Object> values) {
        count++;
        values.forEach((name, value) ->
                properties.computeIfAbsent(name, key -> new PropertyFacts()).add(value));
    }

    void ofNodes(long looked) {
        nodes = looked;
    }

    /** How many a node of the first label has, on average. */
    double mean() {
        return (double) count / Math.max(1, nodes);
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
