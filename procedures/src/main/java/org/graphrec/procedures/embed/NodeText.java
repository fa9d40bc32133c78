// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.KnownNames;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The text of a node: some of its properties in the order named, joined by {@code ". "}, or put into a template. Lists are
 * joined by {@code ", "}; a missing property counts as empty.
 *
 * @param properties at least one, or empty when there is a template
 * @param template null when the properties are joined
 */
public record NodeText(List<String> properties, Template template) implements NodeContent {

    public NodeText {
        properties = List.copyOf(properties);
    }

    /** Reads {@code textProperties} or {@code template}; null where there is neither, or where both are. */
    public static NodeText read(Config config) {
        List<String> properties = config.strings("textProperties", List.of());
        String template = config.string("template", null);
        if (!properties.isEmpty() && config.object("template") != null) {
            config.problem("The values of `textProperties` and `template` exclude each other. Give one of them.");
            return null;
        }
        Template parsed = template == null ? null : Template.parse(template);
        return properties.isEmpty() && parsed == null ? null : new NodeText(properties, parsed);
    }

    @Override
    public void requireKnown(Transaction transaction) {
        for (String property : template == null ? properties : template.names()) {
            KnownNames.requireProperty(transaction, template == null ? "textProperties" : "template", property);
        }
    }

    /** Empty where the node has none of the properties. */
    public String of(Node node) {
        if (template != null) {
            return template.fill(property -> text(node.getProperty(property, null)));
        }
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
