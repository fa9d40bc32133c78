// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.graphrec.procedures.cypher.Roles.Role;

/**
 * One expression of Cypher that reads: whatever statement its text is put into, between brackets, it stays one value there. It
 * calls nothing but the functions of Cypher itself and those of {@code rec}, and its subqueries have clauses that read, and
 * no others.
 */
public final class Expression {
    /**
     * Namespaces of functions that are Cypher's own ("Functions" in the Cypher manual): spatial, temporal and vector. Not
     * {@code graph}, which chooses another database, {@code db}, which tells of databases, nor {@code genai} and {@code ai},
     * which send their arguments to a service. Functions without a namespace are all Cypher's own: Neo4j lets no plugin
     * define any.
     */
    private static final Set<String> NAMESPACES =
            Set.of("point", "date", "datetime", "localdatetime", "localtime", "time", "duration", "vector", "rec");

    /** Functions that belong to LOAD CSV and tell of the server's files. */
    private static final Set<String> REFUSED_FUNCTIONS = Set.of("file", "linenumber");

    private final CypherTokens tokens;
    private final Roles roles;
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> introduced = new LinkedHashSet<>();

    /** For each CASE that has not ended, whether its WHEN has come and its THEN has not. */
    private final Deque<Boolean> cases = new ArrayDeque<>();

    private Expression(CypherTokens tokens, boolean parametersAllowed) {
        this.tokens = tokens;
        roles = new Roles(tokens);
        if (tokens.size() == 0) {
            throw new CypherProblem("is empty");
        }
        for (int i = 0; i < tokens.size(); i++) {
            check(i, tokens.get(i), parametersAllowed);
        }
    }

    /**
     * Reads an expression.
     *
     * @param text at most 10,000 characters
     * @param parametersAllowed whether it may name parameters, such as {@code $year}
     * @throws CypherProblem where it is no expression, more than one, or could do anything but read
     */
    public static Expression parse(String text, boolean parametersAllowed) {
        return new Expression(CypherTokens.of(text), parametersAllowed);
    }

    /** An expression that is a part of something, read already. */
    static Expression of(CypherTokens tokens) {
        return new Expression(tokens, false);
    }

    /** The expression on one line, without comments. To be put between brackets. */
    public String text() {
        return tokens.text();
    }

    /**
     * Names that stand where a variable does. They are told without scopes: the names that the expression introduces itself,
     * as in {@code [x IN item.list | x + 1]}, are among them.
     */
    public Set<String> variables() {
        return Set.copyOf(variables);
    }

    /** Those of {@link #variables} that the expression introduces somewhere, or may: in a list, a reduction, a pattern, by AS. */
    public Set<String> introduced() {
        return Set.copyOf(introduced);
    }

    /** The property, where the expression is a property of a variable and nothing more. */
    public Optional<String> propertyOf(String variable) {
        boolean property = tokens.size() == 3
                && roles.get(0) == Role.VARIABLE
                && tokens.get(0).name().equals(variable)
                && tokens.is(1, ".")
                && roles.get(2) == Role.PROPERTY;
        return property ? Optional.of(tokens.get(2).name()) : Optional.empty();
    }

    @Override
    public String toString() {
        return text();
    }

    CypherTokens tokens() {
        return tokens;
    }

    private void check(int i, Token token, boolean parametersAllowed) {
        switch (roles.get(i)) {
            case SYMBOL -> checkSymbol(i, token);
            case WORD -> checkWord(i, token);
            case FUNCTION -> checkFunction(i, token);
            case PARAMETER -> checkParameter(i, token, parametersAllowed);
            case VARIABLE -> addVariable(i, token);
            case PROPERTY -> checkNoMethod(i, token);
            case LABEL, KEY, VALUE -> {}
        }
        if (tokens.depth(i) == 0 && roles.operandEnds(i - 1) && begins(i, token)) {
            throw new CypherProblem(token, "begins a second expression");
        }
    }

    private boolean begins(int i, Token token) {
        return switch (roles.get(i)) {
            case VARIABLE, FUNCTION, VALUE, PARAMETER -> true;
            case WORD ->
                (Words.literal(token) && !token.word("END"))
                        || token.word("CASE")
                        || token.word("NOT")
                        || roles.beginsSubquery(i + 1);
            case SYMBOL -> token.is("(") || (token.is("{") && !roles.is(i - 1, Role.VARIABLE));
            case PROPERTY, LABEL, KEY -> false;
        };
    }

    private void checkSymbol(int i, Token token) {
        if (token.is(";")) {
            throw new CypherProblem(token, "ends a statement");
        }
        boolean alternative = Boolean.TRUE.equals(cases.peek()) && roles.operandEnds(i - 1);
        if (token.is(",") && tokens.depth(i) == 0 && !alternative) {
            throw new CypherProblem(token, "ends one expression and begins another");
        }
        if (token.is("+=")) {
            throw new CypherProblem(token, "changes a value");
        }
    }

    private void checkWord(int i, Token token) {
        if (tokens.depth(i) == 0) {
            followCase(i, token);
        }
        if (Words.refused(token)) {
            throw new CypherProblem(
                    token, "begins what may do more than read an expression (as a name, put it in backticks)");
        }
        boolean operator =
                Words.operator(token) || roles.beginsSubquery(i + 1) || (token.word("WITH") && operatorBefore(i));
        boolean inner = token.word("WHERE") && tokens.depth(i) > 0;
        boolean within = Words.trimming(token) && tokens.depth(i) > 0;
        boolean type = Words.type(token) && !token.word("WITH");
        if (!operator && !inner && !within && !type && !roles.inSubquery(i)) {
            throw new CypherProblem(
                    token,
                    "begins a clause: clauses that read stand in EXISTS { }, COUNT { } and COLLECT { } only (as a name, put it"
                            + " in backticks)");
        }
    }

    /**
     * Between WHEN and THEN stand values with commas between them. Where CASE or WHEN could be the name of a variable to Neo4j
     * no comma passes: a WHEN behind a value or behind CASE is none.
     */
    private void followCase(int i, Token token) {
        if (token.word("CASE")) {
            cases.push(false);
        } else if (!cases.isEmpty() && token.word("END")) {
            cases.pop();
        } else if (!cases.isEmpty() && (token.word("WHEN") || token.word("THEN"))) {
            cases.pop();
            cases.push(token.word("WHEN") && (roles.operandEnds(i - 1) || tokens.word(i - 1, "CASE")));
        }
    }

    /** STARTS WITH, ENDS WITH and TIMESTAMP WITH TIME ZONE. */
    private boolean operatorBefore(int i) {
        boolean zone = tokens.word(i + 1, "TIME") || tokens.word(i + 1, "TIMEZONE");
        return roles.is(i - 1, Role.WORD)
                && (tokens.word(i - 1, "STARTS")
                        || tokens.word(i - 1, "ENDS")
                        || (zone && (tokens.word(i - 1, "TIMESTAMP") || tokens.word(i - 1, "TIME"))));
    }

    private void checkFunction(int i, Token token) {
        if (tokens.is(i - 1, ".")) {
            return;
        }
        StringBuilder name = new StringBuilder();
        int last = i;
        boolean plain = plain(token);
        name.append(token.name());
        while (tokens.is(last + 1, ".")) {
            last += 2;
            plain &= plain(tokens.get(last));
            name.append('.').append(tokens.get(last).name());
        }
        String lower = token.name().toLowerCase(Locale.ROOT);
        boolean allowed = last == i ? !REFUSED_FUNCTIONS.contains(lower) : NAMESPACES.contains(lower);
        if (!plain || !allowed) {
            throw new CypherProblem(
                    new Token(Token.Kind.NAME, name.toString(), name.toString(), token.position(), false),
                    "is not a function of Cypher or of `rec`");
        }
    }

    private static boolean plain(Token part) {
        return part.name().chars().allMatch(c -> c == '_' || (c < 128 && Character.isLetterOrDigit(c)));
    }

    /** A dotted call whose beginning is no name, as in (a).b(c): there is none in Cypher. */
    private void checkNoMethod(int i, Token token) {
        if (tokens.is(i + 1, "(") && tokens.depth(i) == tokens.depth(i + 1)) {
            throw new CypherProblem(token, "is called like a function and has no name before its dot");
        }
    }

    private void checkParameter(int i, Token token, boolean allowed) {
        if (!allowed) {
            throw new CypherProblem(token, "is a parameter, and none is given here");
        }
        if (tokens.is(i + 1, "(") || (tokens.is(i - 1, ":") && !roles.is(i - 2, Role.KEY))) {
            throw new CypherProblem(token, "stands where no parameter can");
        }
    }

    private void addVariable(int i, Token token) {
        String name = token.name();
        if (name.startsWith("__")) {
            throw new CypherProblem(token, "begins with two underscores: such variables are kept for us");
        }
        variables.add(name);
        boolean first = tokens.is(i - 1, "(") || tokens.is(i - 1, "[");
        boolean bound = first && (tokens.word(i + 1, "IN") || tokens.is(i + 1, "="));
        boolean second = tokens.is(i - 1, ",") && tokens.word(i + 1, "IN");
        boolean named = roles.inSubquery(i) && (first || tokens.word(i - 1, "AS") || tokens.is(i + 1, "="));
        boolean comprehension = first && (tokens.is(i + 1, ":") || tokens.is(i + 1, ")") || tokens.is(i + 1, "]"));
        if (bound || second || named || comprehension) {
            introduced.add(name);
        }
    }
}
