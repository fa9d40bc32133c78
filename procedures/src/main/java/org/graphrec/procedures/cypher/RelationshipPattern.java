// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.ArrayList;
import java.util.List;

/**
 * A relationship of a pattern.
 *
 * @param variable its name, or null
 * @param types the expression of its types without its colon, such as {@code BOUGHT|RETURNED}, or null: any
 * @param properties the map with its braces, or null
 * @param where the predicate, or null
 * @param direction its way from left to right
 * @param length how many in a row, or null: one
 */
public record RelationshipPattern(
        String variable, String types, String properties, String where, Direction direction, Length length) {
    /** The names of its types; empty where it may be any, or where they are told by more than their names. */
    public List<String> typeNames() {
        List<String> names = new ArrayList<>();
        CypherTokens tokens = types == null ? CypherTokens.of("") : CypherTokens.of(types);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (i % 2 == 0 && token.named()) {
                names.add(token.name());
            } else if (i % 2 == 0 || !token.is("|")) {
                return List.of();
            }
        }
        return names;
    }

    /**
     * How many relationships in a row a part of a pattern stands for.
     *
     * @param least 0 or more
     * @param most {@code least} or more, at most 10
     */
    public record Length(int least, int most) {
        static final int LONGEST = 10;

        public Length {
            if (least < 0 || most < least || most > LONGEST) {
                throw new IllegalArgumentException("The length of a path is at least 0 and at most " + LONGEST + ".");
            }
        }
    }
}
