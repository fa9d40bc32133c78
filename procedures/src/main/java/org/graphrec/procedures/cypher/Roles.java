// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.Set;

/**
 * What each token of a part is there, in one pass. Where Cypher leaves it open a name counts as a keyword or a variable: so
 * nothing that Neo4j takes for a keyword passes for a label or a key here.
 */
final class Roles {
    /** What a token is. */
    enum Role {
        VARIABLE,
        PROPERTY,
        LABEL,
        KEY,
        FUNCTION,
        WORD,
        VALUE,
        PARAMETER,
        SYMBOL
    }

    private static final Set<String> SUBQUERIES = Set.of("EXISTS", "COUNT", "COLLECT");

    private final CypherTokens tokens;
    private final Role[] roles;
    private final boolean[] inSubquery;
    private final int[] braces;

    /** A label may come next, or one has just come and the expression may go on. */
    private boolean labelNext;

    private boolean labelBefore;
    private int labelBrackets;
    private boolean typeNext;

    Roles(CypherTokens tokens) {
        this.tokens = tokens;
        roles = new Role[tokens.size()];
        inSubquery = new boolean[tokens.size()];
        braces = new int[tokens.size()];
        enclose();
        for (int i = 0; i < roles.length; i++) {
            roles[i] = role(i, tokens.get(i));
            follow(i, tokens.get(i));
        }
    }

    Role get(int index) {
        return index < 0 || index >= roles.length ? null : roles[index];
    }

    boolean is(int index, Role role) {
        return get(index) == role;
    }

    /** Whether some EXISTS { }, COUNT { } or COLLECT { } is around the token. */
    boolean inSubquery(int index) {
        return inSubquery[index];
    }

    /** Whether the innermost bracket around the token is the brace of a map. */
    boolean inMap(int index) {
        return braces[index] >= 0 && !beginsSubquery(braces[index]);
    }

    /** Finds for each token the innermost bracket around it, where that is a brace, and whether a subquery is around it. */
    private void enclose() {
        int[] open = new int[tokens.size() + 1];
        int depth = 0;
        int subqueries = 0;
        for (int i = 0; i < roles.length; i++) {
            boolean closing = tokens.partner(i) >= 0 && tokens.partner(i) < i;
            if (closing && beginsSubquery(open[--depth])) {
                subqueries--;
            }
            inSubquery[i] = subqueries > 0;
            braces[i] = depth > 0 && tokens.is(open[depth - 1], "{") ? open[depth - 1] : -1;
            if (tokens.partner(i) > i) {
                open[depth++] = i;
                subqueries += beginsSubquery(i) ? 1 : 0;
            }
        }
    }

    /** Whether the token is the brace of EXISTS { }, COUNT { } or COLLECT { }. */
    boolean beginsSubquery(int index) {
        Token before = tokens.get(index - 1);
        return tokens.is(index, "{")
                && before != null
                && SUBQUERIES.stream().anyMatch(before::word)
                && !tokens.is(index - 2, ".");
    }

    private Role role(int i, Token token) {
        return switch (token.kind()) {
            case NUMBER, STRING -> Role.VALUE;
            case PARAMETER -> Role.PARAMETER;
            case SYMBOL -> Role.SYMBOL;
            case NAME, QUOTED -> ofName(i, token);
        };
    }

    private Role ofName(int i, Token token) {
        if (tokens.is(i - 1, ".")) {
            return is(i - 2, Role.FUNCTION) ? Role.FUNCTION : Role.PROPERTY;
        }
        // no label has a dot or a bracket behind it; in [x IN list WHERE x:A | f(x)] the bar ends the labels
        if (labelNext && !tokens.is(i + 1, ".") && !tokens.is(i + 1, "(")) {
            return Role.LABEL;
        }
        if (inMap(i) && tokens.is(i + 1, ":") && (tokens.is(i - 1, "{") || tokens.is(i - 1, ","))) {
            return Role.KEY;
        }
        if (keyword(i, token)) {
            return Role.WORD;
        }
        return called(i) ? Role.FUNCTION : Role.VARIABLE;
    }

    /** Whether a name, or the names that dots join to it, stand directly before a round bracket. */
    private boolean called(int i) {
        int last = i;
        while (tokens.is(last + 1, ".") && tokens.named(last + 2)) {
            last += 2;
        }
        return tokens.is(last + 1, "(");
    }

    private boolean keyword(int i, Token token) {
        if (typeNext && Words.type(token)) {
            return true;
        }
        if (Words.operator(token) || beginsSubquery(i + 1)) {
            return true;
        }
        // no clause has a dot or a colon behind its first word
        if (tokens.is(i + 1, ".") || tokens.is(i + 1, ":")) {
            return false;
        }
        return Words.refused(token) || Words.reading(token) || keywordBesideOthers(i, token);
    }

    /** Words that are likely names as well, and keywords only beside certain others. */
    private boolean keywordBesideOthers(int i, Token token) {
        boolean operand = operandEnds(i - 1);
        if (token.word("ORDER")) {
            return tokens.word(i + 1, "BY");
        }
        if (token.word("BY")) {
            return tokens.word(i - 1, "ORDER");
        }
        if (token.word("LIMIT") || token.word("SKIP") || token.word("OFFSET") || token.word("FILTER")) {
            return operand;
        }
        if (Words.trimming(token)) {
            boolean first = tokens.is(i - 1, "(") && tokens.word(i - 2, "TRIM") && !tokens.is(i + 1, ")");
            return operand || first;
        }
        return inSubquery[i] && operand && (token.word("ASC") || token.word("DESC"));
    }

    /** Whether a value can end there, so that what follows cannot begin one. */
    boolean operandEnds(int i) {
        Token token = tokens.get(i);
        if (token == null) {
            return false;
        }
        return switch (roles[i]) {
            case VARIABLE, PROPERTY, LABEL, VALUE, PARAMETER -> true;
            case WORD -> Words.literal(token);
            case SYMBOL -> token.is(")") || token.is("]") || token.is("}");
            case KEY, FUNCTION -> false;
        };
    }

    /** What the token says of the next. */
    private void follow(int i, Token token) {
        followLabel(i, token);
        boolean word = roles[i] == Role.WORD;
        boolean within = word || token.is("<") || token.is(">") || token.is("|") || token.is("!");
        typeNext = token.is("::") || (word && token.word("TYPED")) || (typeNext && within);
    }

    private void followLabel(int i, Token token) {
        if (roles[i] == Role.LABEL || (labelNext && token.is("%"))) {
            labelNext = false;
            labelBefore = true;
        } else if (labelNext && token.is("(")) {
            labelBrackets++;
        } else if (labelBefore && labelBrackets > 0 && token.is(")")) {
            labelBrackets--;
        } else if ((token.is(":") && !is(i - 1, Role.KEY))
                || (labelBefore && (token.is("|") || token.is("&")))
                || (labelNext && token.is("!"))
                || isLabelled(i, token)) {
            labelNext = true;
            labelBefore = false;
        } else {
            labelNext = false;
            labelBefore = false;
            labelBrackets = 0;
        }
    }

    /** IS before a label; a keyword behind it stays one, as a variable may be named {@code is}. */
    private boolean isLabelled(int i, Token token) {
        Token next = tokens.get(i + 1);
        return roles[i] == Role.WORD
                && token.word("IS")
                && next != null
                && next.named()
                && !Words.operator(next)
                && !Words.refused(next)
                && !Words.reading(next);
    }
}
