// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a projection seems to read interactions.
 *
 * @param pattern the path, its ends named {@code user} and {@code item}
 * @param where the predicate over the path, or null
 * @param propertyExpressions of each relationship property of the projection the expression it is made of, in their order
 * @param aggregate {@code sum}, {@code max} or {@code count} where paths between the same two are one interaction whose
 *     properties are aggregated so, else null
 * @param userLabel the label of users, or null where it is unknown
 * @param itemLabel the label of items, or null where it is unknown
 * @param relationshipType the type in the projection, or null where it is that of the relationship or not said
 */
public record Guess(
        String pattern,
        String where,
        Map<String, String> propertyExpressions,
        String aggregate,
        String userLabel,
        String itemLabel,
        String relationshipType) {
    public Guess {
        propertyExpressions = Collections.unmodifiableMap(new LinkedHashMap<>(propertyExpressions));
    }
}
