// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A target of Jazzer: any text is an expression or is refused, in words; one that is taken stays the one value that it was
 * where it is put into a statement. The same text as a pattern and as a projection's query.
 */
public final class FuzzExpression {
    private static final String BEFORE = "RETURN (\n";
    private static final String AFTER = "\n) AS x";

    private FuzzExpression() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        try {
            Expression expression = Expression.parse(text, true);
            embed(expression.text(), texts(expression.tokens().list()));
        } catch (CypherProblem refused) {
            said(refused);
        }
        try {
            Pattern pattern = Pattern.parse(text);
            embed(pattern.text(), texts(CypherTokens.of(pattern.text()).list()));
        } catch (CypherProblem refused) {
            said(refused);
        }
        ProjectionQuery.guess(text).ifPresent(guess -> Pattern.parse(guess.pattern()));
    }

    /** The text between brackets is the tokens it was read as, in brackets that match, and no more. */
    private static void embed(String text, List<String> expected) {
        CypherTokens statement;
        try {
            statement = CypherTokens.of(BEFORE + text + AFTER);
        } catch (CypherProblem broken) {
            // a text that is as long or as deep as may be is longer and deeper in the statement
            if (text.length() > Lexer.LONGEST - 20 || broken.problem().contains(" deep")) {
                return;
            }
            throw new AssertionError("It breaks what is around it: " + text, broken);
        }
        boolean whole = statement.partner(1) == statement.size() - 3;
        if (!whole || !texts(statement.part(2, statement.size() - 3).list()).equals(expected)) {
            throw new AssertionError("It is something else within a statement: " + text);
        }
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new AssertionError("It is more than a line: " + text);
        }
    }

    private static List<String> texts(List<Token> tokens) {
        return tokens.stream().map(token -> token.kind() + " " + token.text()).toList();
    }

    private static void said(CypherProblem refused) {
        if (refused.problem().isBlank()) {
            throw new AssertionError("Refused without a word.");
        }
    }
}
