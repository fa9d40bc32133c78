// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.List;
import java.util.Optional;

/** The query of a Cypher projection of GDS, to be run once more for another graph. */
public final class RepeatedProjection {
    private static final List<String> CALL = List.of("gds", ".", "graph", ".", "project", "(");

    private RepeatedProjection() {}

    /**
     * The query with another name in place of the graph's.
     *
     * @param query the text of the whole query
     * @param name an expression of Cypher, such as a parameter
     * @return nothing for a query that writes, calls a procedure, names another graph or database, has parameters other than
     *     the name, or calls {@code gds.graph.project} more than once; it never throws
     */
    public static Optional<String> of(String query, String name) {
        CypherTokens tokens;
        try {
            tokens = CypherTokens.of(query);
        } catch (CypherProblem unknown) {
            return Optional.empty();
        }
        int place = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (calls(tokens, i)) {
                if (place >= 0) {
                    return Optional.empty();
                }
                place = i + CALL.size();
            }
        }
        if (place < 0 || !tokens.is(place + 1, ",") || !named(tokens.get(place)) || !reads(tokens, place)) {
            return Optional.empty();
        }
        return Optional.of(query.substring(0, tokens.get(place).position())
                + name
                + query.substring(tokens.get(place + 1).position()));
    }

    private static boolean named(Token name) {
        return name.kind() == Token.Kind.STRING || name.kind() == Token.Kind.PARAMETER;
    }

    private static boolean calls(CypherTokens tokens, int from) {
        for (int i = 0; i < CALL.size(); i++) {
            Token token = tokens.get(from + i);
            if (token == null || !(token.is(CALL.get(i)) || token.word(CALL.get(i)))) {
                return false;
            }
        }
        return true;
    }

    /** Whether the query only reads, by words and parameters; a subquery reads where what is within it does. */
    private static boolean reads(CypherTokens tokens, int place) {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.kind() == Token.Kind.PARAMETER && i != place) {
                return false;
            }
            // behind a dot, a colon or a bar stands the name of a property, a label or a type, and before a colon that
            // of a
            // key
            boolean name =
                    tokens.is(i - 1, ".") || tokens.is(i - 1, ":") || tokens.is(i - 1, "|") || tokens.is(i + 1, ":");
            boolean subquery =
                    token.word("CALL") && (tokens.is(i + 1, "{") || tokens.is(tokens.partner(i + 1) + 1, "{"));
            if (!name && !subquery && Words.refused(token)) {
                return false;
            }
        }
        return tokens.word(0, "MATCH")
                || tokens.word(0, "CALL")
                || tokens.word(0, "OPTIONAL")
                || tokens.word(0, "UNWIND");
    }
}
