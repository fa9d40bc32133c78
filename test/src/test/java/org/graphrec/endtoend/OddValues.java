// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.endtoend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.neo4j.driver.Values;

/** Values that a call may get from anybody: wrong types, sizes and numbers, and names that exist. The same seed, the same values. */
final class OddValues {
    private static final int LONG_TEXT = 1_000_000;

    private final Random random;
    private final List<String> words;

    /**
     * Odd values.
     *
     * @param words names that mean something here, such as those of graphs, models and keys
     */
    OddValues(Random random, List<String> words) {
        this.random = random;
        this.words = words;
    }

    /** Any value that a driver can send. */
    Object any(int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 9)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2, 3 -> whole();
            case 4, 5 -> number();
            case 6, 7 -> text();
            case 8 -> rare();
            case 9 -> list(depth - 1);
            default -> map(depth - 1);
        };
    }

    /** A value of about the type that a signature names. */
    Object like(String type) {
        if (random.nextInt(4) == 0) {
            return any(2);
        }
        if (type.startsWith("STRING")) {
            return text();
        }
        if (type.startsWith("INTEGER")) {
            return whole();
        }
        if (type.startsWith("FLOAT") || type.startsWith("NUMBER")) {
            return number();
        }
        if (type.startsWith("BOOLEAN")) {
            return random.nextBoolean();
        }
        if (type.startsWith("LIST")) {
            return list(1);
        }
        return type.startsWith("MAP") ? map(2) : any(2);
    }

    long whole() {
        long[] odd = {
            0,
            1,
            -1,
            2,
            10,
            99,
            1024,
            10_000,
            10_001,
            1L << 31,
            (1L << 31) - 1,
            -(1L << 31),
            1L << 53,
            1L << 62,
            Long.MAX_VALUE,
            Long.MIN_VALUE
        };
        return odd[random.nextInt(odd.length)];
    }

    double number() {
        double[] odd = {
            0,
            -0.0,
            0.5,
            1,
            -1,
            1e-320,
            1e308,
            -1e308,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Float.MAX_VALUE,
            1e39
        };
        return odd[random.nextInt(odd.length)];
    }

    String text() {
        return switch (random.nextInt(14)) {
            case 0 -> "";
            case 1 -> " \t\n";
            case 2 -> "\u0000";
            case 3 -> "x".repeat(random.nextInt(20) == 0 ? LONG_TEXT : 10_000);
            case 4 -> "`) DETACH DELETE n //";
            case 5 -> "../../../../etc/passwd";
            case 6 -> "\u202e\ufeff\ud83d\ude00".repeat(1 + random.nextInt(50));
            case 7 -> "%s%n%d {0} ${jndi:ldap://x}";
            default -> word();
        };
    }

    String word() {
        String word = words.get(random.nextInt(words.size()));
        // near misses find what compares names
        return random.nextInt(6) == 0 ? word + (char) ('a' + random.nextInt(26)) : word;
    }

    private List<Object> list(int depth) {
        if (random.nextInt(40) == 0) {
            return new ArrayList<>(Collections.nCopies(20_000, any(0)));
        }
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(any(depth));
        }
        return list;
    }

    Map<String, Object> map(int depth) {
        Map<String, Object> map = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(random.nextInt(8) == 0 ? text() : word(), any(depth));
        }
        if (random.nextInt(50) == 0) {
            map.put(word(), nested(300));
        }
        if (random.nextInt(50) == 0) {
            for (int i = 0; i < 2_000; i++) {
                map.put("key" + i, i);
            }
        }
        return map;
    }

    private Object nested(int levels) {
        Object value = 1;
        for (int level = 0; level < levels; level++) {
            value = level % 2 == 0 ? List.of(value) : Map.of("item", value);
        }
        return value;
    }

    private Object rare() {
        return switch (random.nextInt(4)) {
            case 0 -> LocalDate.of(2026, 11, 25);
            case 1 -> new byte[] {1, 2, 3};
            case 2 -> Values.point(4326, 1, 2).asObject();
            default -> Values.isoDuration(1, 2, 3, 4).asObject();
        };
    }
}
