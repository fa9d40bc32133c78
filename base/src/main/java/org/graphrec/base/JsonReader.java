// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A strict, linear reader of JSON (RFC 8259). */
final class JsonReader {
    private final String text;
    private final boolean roundsLargeNumbers;
    private int at;

    /**
     * A reader of one text.
     *
     * @param roundsLargeNumbers whether a whole number beyond a Long is read as the nearest Double; otherwise it is refused
     */
    JsonReader(String text, boolean roundsLargeNumbers) {
        this.text = text;
        this.roundsLargeNumbers = roundsLargeNumbers;
    }

    Object document() {
        Object value = value(0);
        blanks();
        if (at != text.length()) {
            throw unexpected();
        }
        return value;
    }

    private Object value(int depth) {
        if (depth > Json.MAX_DEPTH) {
            throw new JsonException("has more than " + Json.MAX_DEPTH + " levels");
        }
        blanks();
        return switch (peek()) {
            case '{' -> map(depth);
            case '[' -> list(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> map(int depth) {
        Map<String, Object> map = new LinkedHashMap<>();
        at++;
        blanks();
        if (peek() == '}') {
            at++;
            return map;
        }
        while (true) {
            blanks();
            String key = string();
            if (map.containsKey(key)) {
                throw new JsonException("has a duplicate key");
            }
            blanks();
            expect(':');
            map.put(key, value(depth + 1));
            blanks();
            if (peek() == '}') {
                at++;
                return map;
            }
            expect(',');
        }
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        blanks();
        if (peek() == ']') {
            at++;
            return list;
        }
        while (true) {
            list.add(value(depth + 1));
            blanks();
            if (peek() == ']') {
                at++;
                return list;
            }
            expect(',');
        }
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = peek();
            if (c < ' ') {
                throw unexpected();
            }
            at++;
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw unexpected();
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = peek() > 'f' ? -1 : Character.digit(peek(), 16);
            if (digit < 0) {
                throw unexpected();
            }
            code = code * 16 + digit;
            at++;
        }
        return (char) code;
    }

    private Number number() {
        int from = at;
        if (peek() == '-') {
            at++;
        }
        // a number has no leading zero
        if (peek() == '0') {
            at++;
        } else {
            digits();
        }
        boolean whole = true;
        if (more('.', '.')) {
            at++;
            digits();
            whole = false;
        }
        if (more('e', 'E')) {
            at++;
            if (more('+', '-')) {
                at++;
            }
            digits();
            whole = false;
        }
        String number = text.substring(from, at);
        return whole ? whole(number) : finite(number);
    }

    private Number whole(String number) {
        try {
            return Long.valueOf(number);
        } catch (NumberFormatException beyondLong) {
            if (roundsLargeNumbers) {
                return finite(number);
            }
            throw tooLarge();
        }
    }

    private static Double finite(String number) {
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value)) {
            throw tooLarge();
        }
        return value;
    }

    private static JsonException tooLarge() {
        return new JsonException("has a number that is too large");
    }

    private void digits() {
        int from = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == from) {
            throw unexpected();
        }
    }

    private boolean more(char one, char other) {
        return at < text.length() && (text.charAt(at) == one || text.charAt(at) == other);
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private void blanks() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new JsonException("ends too early");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    private JsonException unexpected() {
        return new JsonException("has a syntax error at character " + at);
    }
}
