// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training;

import java.util.Locale;

/** The one wording of a rejected value: the name, the rule, the value that broke it. */
public final class Require {

    private Require() {}

    /** Returns {@code value}, or throws {@link IllegalArgumentException} when it is outside {@code [low, high]}. */
    public static int between(String name, int value, int low, int high) {
        if (value < low || value > high) {
            throw rejected(name, "between " + low + " and " + high, String.valueOf(value));
        }
        return value;
    }

    /** Returns {@code value}, or throws {@link IllegalArgumentException} when it is NaN or outside {@code [low, high]}. */
    public static double between(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw rejected(name, "between " + low + " and " + high, String.valueOf(value));
        }
        return value;
    }

    /** Returns {@code value}, or throws {@link IllegalArgumentException} when it is below {@code low}. */
    public static int atLeast(String name, int value, int low) {
        if (value < low) {
            throw rejected(name, "at least " + low, String.valueOf(value));
        }
        return value;
    }

    /** Throws {@link IllegalArgumentException} unless {@code size} is the size expected of the array {@code name}. */
    public static void size(String name, int size, int expected) {
        if (size != expected) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "The size of `%s` must be %d but was %d.", name, expected, size));
        }
    }

    /** Throws {@link IllegalArgumentException} when an element of {@code values} is NaN or infinite. */
    public static void finite(String name, float[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "Every value of `%s` must be finite but value %d was `%s`.", name, i, values[i]));
            }
        }
    }

    /** Returns {@code index}, or throws {@link IndexOutOfBoundsException} when it is outside {@code [0, size)}. */
    public static int index(String name, int index, int size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(String.format(
                    Locale.ROOT, "The value of `%s` must be between 0 and %d but was `%d`.", name, size - 1, index));
        }
        return index;
    }

    private static IllegalArgumentException rejected(String name, String rule, String value) {
        return new IllegalArgumentException(
                String.format(Locale.ROOT, "The value of `%s` must be %s but was `%s`.", name, rule, value));
    }
}
