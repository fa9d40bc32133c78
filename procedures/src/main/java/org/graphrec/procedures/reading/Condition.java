// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Map;
import java.util.function.Predicate;

/** A filter of a projected graph, which holds of a node or a relationship by its projected labels or type and its numbers. */
public interface Condition {

    /** As GDS has it, such as {@code r.rating >= 4.0}. */
    String text();

    /** The parameters that the text refers to. */
    Map<String, Object> parameters();

    /**
     * Whether it holds.
     *
     * @param labelOrType whether the node has a label, or the relationship a type, by its name in the projection
     * @param properties the numbers by their names in the projection; null where the projection has no such property
     */
    boolean holds(Predicate<String> labelOrType, Properties properties);

    /** The numbers of a node or a relationship. */
    @FunctionalInterface
    interface Properties {
        /** The value of a projected property, as a Long or a Double; null where there is no such property. */
        Number get(String name);
    }
}
