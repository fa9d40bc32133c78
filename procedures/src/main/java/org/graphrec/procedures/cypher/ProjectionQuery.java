// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The query of a Cypher projection of GDS, split into its clauses: MATCH and WHERE, perhaps one WITH, and the call of
 * {@code gds.graph.project}. What is not understood in full is given up.
 */
public final class ProjectionQuery {
    private static final List<String> CALL = List.of("gds", ".", "graph", ".", "project", "(");

    private final List<CypherTokens> patterns = new ArrayList<>();
    private final List<CypherTokens> predicates = new ArrayList<>();
    private CypherTokens grouping;
    private List<CypherTokens> arguments;

    private ProjectionQuery(CypherTokens query) {
        int from = 0;
        String clause = clause(query, 0);
        while (arguments == null) {
            if (clause == null) {
                throw new NotUnderstood();
            }
            int begin = from + (clause.equals("OPTIONAL MATCH") ? 2 : 1);
            int end = begin;
            while (end < query.size() && clause(query, end) == null) {
                end++;
            }
            read(clause, query.part(begin, end));
            clause = clause(query, end);
            from = end;
        }
    }

    /**
     * Guesses how a projection reads interactions, the source of its relationships being the user.
     *
     * @param query the text of the whole query
     * @return nothing where any part that matters is not understood; it never throws
     */
    public static Optional<Guess> guess(String query) {
        if (query == null) {
            return Optional.empty();
        }
        try {
            ProjectionQuery read = new ProjectionQuery(CypherTokens.of(query));
            return Optional.of(
                    new ProjectionGuess(read.patterns, read.predicates, read.grouping, read.arguments).guess());
        } catch (NotUnderstood | CypherProblem unknown) {
            return Optional.empty();
        }
    }

    /** The first words of a clause that stands there, in capitals, or null. */
    private static String clause(CypherTokens query, int i) {
        Token token = query.get(i);
        if (token == null || query.depth(i) > 0 || token.kind() != Token.Kind.NAME || query.is(i - 1, ".")) {
            return null;
        }
        if (Words.refused(token) || query.word(i, "UNWIND") || query.word(i, "UNION")) {
            throw new NotUnderstood();
        }
        if (query.word(i, "OPTIONAL") && query.word(i + 1, "MATCH")) {
            return "OPTIONAL MATCH";
        }
        boolean second = query.word(i, "MATCH")
                ? query.word(i - 1, "OPTIONAL")
                : query.word(i, "WITH") && (query.word(i - 1, "STARTS") || query.word(i - 1, "ENDS"));
        boolean first =
                query.word(i, "MATCH") || query.word(i, "WHERE") || query.word(i, "WITH") || query.word(i, "RETURN");
        return first && !second ? token.text().toUpperCase(Locale.ROOT) : null;
    }

    private void read(String clause, CypherTokens body) {
        switch (clause) {
            case "MATCH", "OPTIONAL MATCH" -> {
                if (grouping != null) {
                    throw new NotUnderstood();
                }
                patterns.addAll(body.split());
            }
            case "WHERE" -> {
                if (grouping != null || patterns.isEmpty()) {
                    throw new NotUnderstood();
                }
                predicates.add(body);
            }
            default -> readColumns(clause, body);
        }
    }

    private void readColumns(String clause, CypherTokens body) {
        if (calls(body)) {
            int end = body.partner(CALL.size() - 1);
            arguments = body.part(CALL.size(), end).split();
        } else if (clause.equals("WITH") && grouping == null) {
            grouping = body;
        } else {
            throw new NotUnderstood();
        }
    }

    private static boolean calls(CypherTokens body) {
        if (body.size() < CALL.size()) {
            return false;
        }
        for (int i = 0; i < CALL.size(); i++) {
            if (!body.get(i).text().equals(CALL.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Ends the reading of a query that is not understood. */
    static final class NotUnderstood extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotUnderstood() {
            super("not understood", null, false, false);
        }
    }
}
