// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.procedures.cypher.ProjectionQuery.NotUnderstood;

/** The one path among what a projection matches; the other patterns are single nodes that say the labels of its ends. */
final class ProjectionPath {
    private final Renaming renaming;
    private final Map<String, String> labels = new HashMap<>();
    private CypherTokens path;

    ProjectionPath(List<CypherTokens> patterns, Renaming renaming) {
        this.renaming = renaming;
        for (CypherTokens pattern : patterns) {
            if (pattern.is(0, "(") && pattern.partner(0) == pattern.size() - 1) {
                addNode(pattern);
            } else if (path == null) {
                path = pattern;
            } else {
                throw new NotUnderstood();
            }
        }
        if (path == null) {
            throw new NotUnderstood();
        }
    }

    /** A node on its own: {@code (u)} or {@code (u:User)}. */
    private void addNode(CypherTokens node) {
        boolean known = node.named(1)
                && (node.get(1).name().equals(renaming.source())
                        || node.get(1).name().equals(renaming.target()));
        boolean labelled = node.size() == 5 && node.is(2, ":") && node.named(3);
        if (!known || (!labelled && node.size() != 3)) {
            throw new NotUnderstood();
        }
        String before = labelled
                ? labels.put(renaming.name(node.get(1).name()), node.get(3).text())
                : null;
        if (before != null && !before.equals(node.get(3).text())) {
            throw new NotUnderstood();
        }
    }

    /** The path with the new names, and with the labels that stood elsewhere. */
    Pattern pattern() {
        Pattern plain = Pattern.parse(renaming.text(path));
        String text = plain.text();
        for (int end : new int[] {0, plain.hops()}) {
            NodePattern node = plain.nodes().get(end);
            String label = labels.get(node.variable());
            if (label != null && !label.equals(node.labels())) {
                if (node.labels() != null) {
                    throw new NotUnderstood();
                }
                text = labelled(text, end == 0, node.variable(), label);
            }
        }
        return Pattern.parse(text);
    }

    private static String labelled(String text, boolean first, String variable, String label) {
        String node = "(" + variable;
        // what ends with it ends with a node of its own: one within a predicate has more brackets behind it
        if (first ? !text.startsWith(node) : !text.endsWith(node + ")")) {
            throw new NotUnderstood();
        }
        int end = first ? node.length() : text.length() - 1;
        return text.substring(0, end) + ":" + label + text.substring(end);
    }
}
