// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Projection;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** The class of each node. */
final class Targets {
    private static final int MOST_CLASSES = 1_000;

    private final List<Object> classes;
    private final int[] classOf;

    private Targets(List<Object> classes, int[] classOf) {
        this.classes = classes;
        this.classOf = classOf;
    }

    /** The values there are, ascending. */
    List<Object> classes() {
        return classes;
    }

    /** For each node of the projection the position of its value; -1 where it has none. */
    int[] classOf() {
        return classOf;
    }

    /**
     * Reads a property of the projection, or where the projection has none of that name, of the database as the caller sees it.
     *
     * @param labels nodes whose class counts; empty: all
     * @throws IllegalArgumentException when there are no two classes, too many, or of several types
     */
    static Targets read(Projection projection, String property, List<String> labels, Transaction transaction) {
        Object[] values = new Object[projection.nodeCount()];
        NavigableMap<String, Object> found = new TreeMap<>();
        boolean projected = projection.hasProperty(property);
        for (int v = 0; v < values.length; v++) {
            if (projection.hasAnyLabel(v, "targetNodeLabels", labels)) {
                values[v] = projected
                        ? wholeOrSame(projection.value(property, v))
                        : stored(transaction, projection.originalId(v), property);
                if (values[v] != null) {
                    add(found, values[v], property);
                }
            }
        }
        if (found.size() < 2) {
            throw new IllegalArgumentException("The value of `targetProperty` must name a property with at least two"
                    + " different values on the nodes of the graph `" + projection.name() + "` but `" + property
                    + "` has "
                    + (found.isEmpty()
                            ? "none."
                            : "only `" + Config.shown(found.firstEntry().getValue()) + "`.")
                    + projection.didYouMeanProperty(property));
        }
        List<Object> classes = List.copyOf(found.values());
        Map<String, Integer> positions = new TreeMap<>();
        for (int c = 0; c < classes.size(); c++) {
            positions.put(sortKey(classes.get(c)), c);
        }
        int[] classOf = new int[values.length];
        for (int v = 0; v < values.length; v++) {
            classOf[v] = values[v] == null ? -1 : positions.get(sortKey(values[v]));
        }
        return new Targets(classes, classOf);
    }

    private static Object stored(Transaction transaction, long id, String property) {
        Node node = NodeIds.find(transaction, id);
        return node == null ? null : wholeOrSame(node.getProperty(property, null));
    }

    private static void add(NavigableMap<String, Object> found, Object value, String property) {
        if (!(value instanceof Long || value instanceof String || value instanceof Boolean)) {
            throw new IllegalArgumentException("The value of `targetProperty` must name a property with whole numbers,"
                    + " texts or booleans, one per class, but `" + property + "` has `" + Config.shown(value) + "`.");
        }
        found.put(sortKey(value), value);
        if (found.firstEntry().getValue().getClass() != value.getClass()) {
            throw new IllegalArgumentException("The value of `targetProperty` must name a property with values of one"
                    + " type but `" + property + "` has `"
                    + Config.shown(found.firstEntry().getValue()) + "` and `" + Config.shown(value) + "`.");
        }
        if (found.size() > MOST_CLASSES) {
            throw new IllegalArgumentException("The value of `targetProperty` must name a property with at most "
                    + MOST_CLASSES + " different values but `" + property
                    + "` has more. Group them into classes first.");
        }
    }

    /** A whole number as a Long, of whatever width it was. */
    private static Object wholeOrSame(Object value) {
        boolean whole = value instanceof Number number
                && number.doubleValue() == Math.rint(number.doubleValue())
                && Math.abs(number.doubleValue()) < 1L << 53;
        return whole || value instanceof Long ? (Object) ((Number) value).longValue() : value;
    }

    /** Texts that are ordered as the values are, numbers before booleans before texts. */
    private static String sortKey(Object value) {
        if (value instanceof Long number) {
            return String.format(Locale.ROOT, "0%016x", number ^ Long.MIN_VALUE);
        }
        return (value instanceof Boolean ? "1" : "2") + value;
    }
}
