// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.data;

import java.util.List;

/**
 * Which labels, keys and texts a data set has in the graph. All of them are written into Cypher statements, so they are
 * constants of ours, never input.
 *
 * @param userLabel label of the users
 * @param userKey their unique property
 * @param itemLabel label of the items
 * @param itemKey their unique property
 * @param itemName the property that a reader knows an item by
 * @param relationshipType type of the interactions, which point from users to items
 * @param textProperties the items' text, in reading order
 */
public record Schema(
        String userLabel,
        String userKey,
        String itemLabel,
        String itemKey,
        String itemName,
        String relationshipType,
        List<String> textProperties) {

    public Schema {
        textProperties = List.copyOf(textProperties);
    }
}
