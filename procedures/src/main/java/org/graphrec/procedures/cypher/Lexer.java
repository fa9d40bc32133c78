// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits Cypher into tokens in one pass. It knows less than Neo4j's lexer and refuses what it does not know, so that where it
 * takes a text both see the same tokens: no unicode escapes (Cypher 5 replaces them before it looks for the end of a string),
 * no white space but blank, tab and line break, no dashes and brackets that only look like those of ASCII.
 */
final class Lexer {
    static final int LONGEST = 10_000;
    private static final List<String> PAIRS = List.of("..", "||", "=~", "<>", "<=", ">=", "::", "+=", "!=");
    private static final String SINGLES = "()[]{}.,:;|&!%+-*/^=<>?";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean spaced;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(String text) {
        if (text.length() > LONGEST) {
            throw new CypherProblem("has " + text.length() + " characters, which is more than " + LONGEST);
        }
        checkCharacters(text);
        Lexer lexer = new Lexer(text);
        while (lexer.skipToNext()) {
            lexer.next();
        }
        return List.copyOf(lexer.tokens);
    }

    private static void checkCharacters(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r') {
                throw new CypherProblem("has a control character at character " + (i + 1));
            }
            if (c == '\\' && i + 1 < text.length() && (text.charAt(i + 1) == 'u' || text.charAt(i + 1) == 'U')) {
                throw new CypherProblem("has `\\" + text.charAt(i + 1) + "` at character " + (i + 1)
                        + ", which begins a unicode escape: write the character itself");
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw new CypherProblem("has half a character at character " + (i + 1));
            }
        }
    }

    /** Leaves white space and comments behind; false at the end. */
    private boolean skipToNext() {
        spaced = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else if (text.startsWith("//", at)) {
                while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new CypherProblem("has a comment at character " + (at + 1) + " that does not end");
                }
                at = end + 2;
            } else {
                return true;
            }
            spaced = true;
        }
        return false;
    }

    private void next() {
        char c = text.charAt(at);
        if (c == '\'' || c == '"') {
            string(c);
        } else if (c == '`') {
            int end = quotedEnd(at);
            add(Token.Kind.QUOTED, end, quotedName(at, end));
        } else if (c == '$') {
            parameter();
        } else if (digit(c) || (c == '.' && digit(charAt(at + 1)))) {
            number();
        } else if (starts(c)) {
            int end = nameEnd(at);
            add(Token.Kind.NAME, end, text.substring(at, end));
        } else {
            symbol(c);
        }
    }

    private void add(Token.Kind kind, int end, String name) {
        tokens.add(new Token(kind, text.substring(at, end), name, at, spaced));
        at = end;
    }

    private void string(char quote) {
        StringBuilder written = new StringBuilder().append(quote);
        int i = at + 1;
        while (charAt(i) != quote) {
            if (i >= text.length()) {
                throw new CypherProblem("has a string at character " + (at + 1) + " that does not end");
            }
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
                // before any other character Neo4j leaves a backslash as it is
                if (charAt(i) < ' ' || charAt(i) > '~') {
                    throw new CypherProblem("has a backslash at character " + i + " with nothing to escape behind it");
                }
                written.append(c).append(text.charAt(i));
            } else {
                written.append(c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : String.valueOf(c));
            }
            i++;
        }
        String whole = written.append(quote).toString();
        tokens.add(new Token(Token.Kind.STRING, whole, whole, at, spaced));
        at = i + 1;
    }

    private int quotedEnd(int start) {
        int i = start + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\r' || c == '\t') {
                throw new CypherProblem("has a control character in the name at character " + (start + 1));
            }
            if (c == '`') {
                if (charAt(i + 1) != '`') {
                    if (i == start + 1) {
                        throw new CypherProblem("has an empty name at character " + (start + 1));
                    }
                    return i + 1;
                }
                i++;
            }
            i++;
        }
        throw new CypherProblem("has a name in backticks at character " + (start + 1) + " that does not end");
    }

    private String quotedName(int start, int end) {
        return text.substring(start + 1, end - 1).replace("``", "`");
    }

    private void parameter() {
        char next = charAt(at + 1);
        if (next == '`') {
            int end = quotedEnd(at + 1);
            add(Token.Kind.PARAMETER, end, quotedName(at + 1, end));
        } else if (starts(next) || digit(next)) {
            int end = nameEnd(at + 1);
            add(Token.Kind.PARAMETER, end, text.substring(at + 1, end));
        } else {
            throw new CypherProblem(
                    "has `$` at character " + (at + 1) + ", which is not followed by a parameter's name");
        }
    }

    private void number() {
        int end = at;
        if (text.charAt(at) == '0' && (charAt(at + 1) == 'x' || charAt(at + 1) == 'o')) {
            int radix = charAt(at + 1) == 'x' ? 16 : 8;
            end = at + 2;
            while (charAt(end) < 128 && Character.digit(charAt(end), radix) >= 0) {
                end++;
            }
        } else {
            end = digits(end);
            if (charAt(end) == '.' && digit(charAt(end + 1))) {
                end = digits(end + 1);
            }
            int exponent = end + (charAt(end + 1) == '-' || charAt(end + 1) == '+' ? 2 : 1);
            if ((charAt(end) == 'e' || charAt(end) == 'E') && digit(charAt(exponent))) {
                end = digits(exponent);
            }
        }
        boolean halfDone = charAt(end) == '.' && charAt(end + 1) != '.';
        boolean prefixAlone = end == at + 2 && !digit(charAt(end - 1));
        boolean leadingZero = charAt(at) == '0' && digit(charAt(at + 1));
        if (halfDone || prefixAlone || leadingZero || continues(charAt(end)) || charAt(end) == '$') {
            throw new CypherProblem("has a number at character " + (at + 1) + " that is not written as numbers are");
        }
        add(Token.Kind.NUMBER, end, text.substring(at, end));
    }

    private int digits(int from) {
        int end = from;
        while (digit(charAt(end)) || (charAt(end) == '_' && end > from && digit(charAt(end + 1)))) {
            end++;
        }
        return end;
    }

    private int nameEnd(int from) {
        int end = from;
        while (continues(charAt(end))) {
            end++;
        }
        if (charAt(end) == '$') {
            throw new CypherProblem("has `$` at character " + (end + 1) + " in a name");
        }
        return end;
    }

    private void symbol(char c) {
        if (at + 1 < text.length() && PAIRS.contains(text.substring(at, at + 2))) {
            add(Token.Kind.SYMBOL, at + 2, text.substring(at, at + 2));
        } else if (SINGLES.indexOf(c) >= 0) {
            add(Token.Kind.SYMBOL, at + 1, String.valueOf(c));
        } else {
            throw new CypherProblem("has U+" + String.format("%04X", text.codePointAt(at)) + " at character " + (at + 1)
                    + ", which Cypher has no use for outside of strings and backticks");
        }
    }

    /** The character there, or one that begins nothing. */
    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean starts(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean continues(char c) {
        int type = Character.getType(c);
        return starts(c)
                || Character.isDigit(c)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
