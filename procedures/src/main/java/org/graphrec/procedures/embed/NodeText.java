package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.neo4j.graphdb.Node;

/**
 * The text of a node: its properties in the order named, joined by {@code ". "}; lists by {@code ", "}.
 *
 * @param properties at least one
 */
record NodeText(List<String> properties) {

    NodeText {
        properties = List.copyOf(properties);
    }

    /** Empty where the node has none of the properties. */
    String of(Node node) {
        List<String> parts = new ArrayList<>();
        for (String property : properties) {
            String part = text(node.getProperty(property, null)).strip();
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join(". ", parts);
    }

    private static String text(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Object[] several) {
            return Arrays.stream(several).map(NodeText::text).collect(Collectors.joining(", "));
        }
        if (value.getClass().isArray()) {
            // numbers side by side say nothing to a language model
            return "";
        }
        return value.toString();
    }
}
