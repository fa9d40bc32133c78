// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** CypherTokens of a text, or of a part of it, with brackets that match. Indices count from 0 within the part. */
final class CypherTokens {
    private static final int DEEPEST = 100;
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final List<Token> tokens;
    private final int[] partners;
    private final int[] depths;

    private CypherTokens(List<Token> tokens) {
        this.tokens = tokens;
        partners = new int[tokens.size()];
        depths = new int[tokens.size()];
        match();
    }

    /**
     * Splits a text.
     *
     * @throws CypherProblem where it is too long, nested too deeply, unbalanced, or has what {@link Lexer} does not know
     */
    static CypherTokens of(String text) {
        return new CypherTokens(Lexer.tokens(text));
    }

    private void match() {
        Deque<Integer> open = new ArrayDeque<>();
        // NOT NOT NOT, - - -, a.b.c.d and CASE CASE CASE nest as brackets do, and whoever parses them goes as deep
        int cases = 0;
        int prefixes = 0;
        int chain = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            chain = token.is(".") ? chain + 1 : token.named() ? chain : 0;
            cases = Math.max(0, cases + (token.word("CASE") ? 1 : token.word("END") ? -1 : 0));
            prefixes = token.word("NOT") || token.is("-") || token.is("+") || token.is("!") ? prefixes + 1 : 0;
            partners[i] = -1;
            depths[i] = open.size();
            if (bracket(token, OPENING) >= 0) {
                open.push(i);
            } else if (bracket(token, CLOSING) >= 0) {
                close(open, i);
            }
            if (open.size() + cases > DEEPEST || Math.max(prefixes, chain) > DEEPEST) {
                throw new CypherProblem(token, "is nested more than " + DEEPEST + " deep");
            }
        }
        if (!open.isEmpty()) {
            throw new CypherProblem(tokens.get(open.peek()), "is never closed");
        }
    }

    private void close(Deque<Integer> open, int i) {
        Token token = tokens.get(i);
        if (open.isEmpty()) {
            throw new CypherProblem(token, "closes nothing that was opened");
        }
        int opening = open.pop();
        if (bracket(tokens.get(opening), OPENING) != bracket(token, CLOSING)) {
            throw new CypherProblem(
                    token, "cannot close the `" + tokens.get(opening).text() + "` before it");
        }
        partners[i] = opening;
        partners[opening] = i;
        depths[i] = open.size();
    }

    private static int bracket(Token token, String brackets) {
        return token.kind() == Token.Kind.SYMBOL && token.text().length() == 1 ? brackets.indexOf(token.text()) : -1;
    }

    int size() {
        return tokens.size();
    }

    List<Token> list() {
        return tokens;
    }

    /** The token there, or null before the first and after the last. */
    Token get(int index) {
        return index < 0 || index >= tokens.size() ? null : tokens.get(index);
    }

    boolean is(int index, String symbol) {
        Token token = get(index);
        return token != null && token.is(symbol);
    }

    boolean word(int index, String word) {
        Token token = get(index);
        return token != null && token.word(word);
    }

    boolean named(int index) {
        Token token = get(index);
        return token != null && token.named();
    }

    /** Of a bracket the index of the one that belongs to it, else -1. */
    int partner(int index) {
        return index < 0 || index >= partners.length ? -1 : partners[index];
    }

    /** Brackets around a token; of a bracket those around the pair. */
    int depth(int index) {
        return depths[index];
    }

    /** A part whose brackets match within it, both ends exclusive of what is outside: [from, to). */
    CypherTokens part(int from, int to) {
        return new CypherTokens(tokens.subList(from, to));
    }

    /** The parts between the commas that no bracket encloses; none of an empty part. */
    List<CypherTokens> split() {
        List<CypherTokens> parts = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= size(); i++) {
            if (i == size() ? i > 0 : depths[i] == 0 && is(i, ",")) {
                parts.add(part(from, i));
                from = i + 1;
            }
        }
        return parts;
    }

    /** Written again on one line, without comments; a blank where there was white space. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Token token : tokens) {
            text.append(token.spaced() && text.length() > 0 ? " " : "").append(token.text());
        }
        return text.toString();
    }
}
