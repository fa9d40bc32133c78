// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

/**
 * A node of a pattern.
 *
 * @param variable its name, or null
 * @param labels the label expression without its colon, such as {@code Film|Series}, or null
 * @param properties the map with its braces, or null
 * @param where the predicate, or null
 */
public record NodePattern(String variable, String labels, String properties, String where) {
    /** Whether nothing is asked of the node. */
    public boolean any() {
        return labels == null && properties == null && where == null;
    }
}
