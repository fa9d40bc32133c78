// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.List;
import org.graphrec.procedures.config.Config;

/**
 * Which relationships of a projection count, and how much.
 *
 * @param types empty: all
 * @param weightProperty null: each weighs 1
 */
public record RelationshipSelection(List<String> types, String weightProperty) {
    public RelationshipSelection {
        types = List.copyOf(types);
    }

    /** Reads {@code relationshipTypes} and {@code relationshipWeightProperty}. */
    public static RelationshipSelection read(Config config) {
        return new RelationshipSelection(
                config.strings("relationshipTypes", List.of()), config.string("relationshipWeightProperty", null));
    }

    /** Whether a property weighs them. */
    public boolean weighted() {
        return weightProperty != null;
    }
}
