// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.cypher;

/**
 * One token of Cypher.
 *
 * @param kind what it is
 * @param text as it is written again: as it stood, but for line breaks and tabs in a string, which become escapes
 * @param name the name that it writes (of a name, a backticked name, a parameter), else the text
 * @param position of its first character, from 0
 * @param spaced whether white space or a comment stood before it
 */
record Token(Kind kind, String text, String name, int position, boolean spaced) {
    /** Kinds of tokens. */
    enum Kind {
        NAME,
        QUOTED,
        NUMBER,
        STRING,
        PARAMETER,
        SYMBOL
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** A name, in backticks or not. */
    boolean named() {
        return kind == Kind.NAME || kind == Kind.QUOTED;
    }

    /** A name without backticks that reads like that word, whatever the case. */
    boolean word(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    /** The value of a string. */
    String value() {
        StringBuilder value = new StringBuilder();
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            value.append(c == '\\' ? unescaped(text.charAt(++i)) : String.valueOf(c));
        }
        return value.toString();
    }

    private static String unescaped(char c) {
        return switch (c) {
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '\\', '\'', '"' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }
}
