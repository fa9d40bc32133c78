// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON of JDK values: Map, List, String, Long, Double, Boolean and null, each read back as it was written. A whole number
 * without fraction and exponent is a Long, any other number a Double.
 */
public final class Json {
    /** Levels of maps and lists in each other. */
    static final int MAX_DEPTH = 32;

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /**
     * Reads one value.
     *
     * @throws JsonException at the first character that JSON does not have there: twice the same key, a number that a
     *     Long or a finite Double cannot hold, more than {@value #MAX_DEPTH} levels, anything after the value
     */
    public static Object read(String text) {
        return new JsonReader(text, false).document();
    }

    /**
     * Reads one value as {@link #read} does, but rounds a whole number that a Long cannot hold to the nearest Double. Settings of
     * tokenizers have 10^30 where there is no limit.
     *
     * @throws JsonException as {@link #read} does
     */
    public static Object readRounding(String text) {
        return new JsonReader(text, true).document();
    }

    /**
     * Reads one object.
     *
     * @throws JsonException when it is something else
     */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> readObject(String text) {
        if (read(text) instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new JsonException("is not an object");
    }

    /**
     * Writes a value in printable ASCII, on one line.
     *
     * @throws IllegalArgumentException when it holds a number that is not finite, or what JSON does not have
     */
    public static String write(Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.text.toString();
    }

    private void value(Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON must have at most " + MAX_DEPTH + " levels.");
        }
        if (value instanceof Map<?, ?> map) {
            map(map, depth);
        } else if (value instanceof List<?> list) {
            list(list, depth);
        } else if (value instanceof String string) {
            string(string);
        } else if (value instanceof Double || value instanceof Float) {
            number(((Number) value).doubleValue());
        } else if (value == null || value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            text.append(value);
        } else {
            throw new IllegalArgumentException("JSON has no " + value.getClass().getSimpleName() + ".");
        }
    }

    private void number(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("JSON has finite numbers only but one was `" + number + "`.");
        }
        // the shortest digits that give the same double again; always with a point, so that it stays a Double
        text.append(number);
    }

    private void map(Map<?, ?> map, int depth) {
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            string((String) entry.getKey());
            text.append(':');
            value(entry.getValue(), depth + 1);
            text.append(entries.hasNext() ? "," : "");
        }
        text.append('}');
    }

    private void list(List<?> list, int depth) {
        text.append('[');
        for (Iterator<?> values = list.iterator(); values.hasNext(); ) {
            value(values.next(), depth + 1);
            text.append(values.hasNext() ? "," : "");
        }
        text.append(']');
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
