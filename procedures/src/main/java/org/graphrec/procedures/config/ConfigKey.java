// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A key of a configuration map, as its reader describes it.
 *
 * @param name the key
 * @param type its type and range, in words
 * @param mandatory whether a call without it is refused
 * @param fallback what holds where it is not given, or null: nothing
 */
record ConfigKey(String name, String type, boolean mandatory, Object fallback) {
    /** The key that asks for the others. */
    static final String HELP = "help";

    static ConfigKey mandatory(String name, String type) {
        return new ConfigKey(name, type, true, null);
    }

    static ConfigKey optional(String name, String type, Object fallback) {
        return new ConfigKey(name, type, false, fallback);
    }

    /** One line per key of a procedure: name, type, default, meaning. */
    static String table(Collection<ConfigKey> keys, String procedure) {
        Properties meanings = meanings();
        return "The configuration of this call has these keys.\n"
                + keys.stream()
                        .map(key -> key.line(key.meaning(meanings, procedure)))
                        .collect(Collectors.joining("\n"));
    }

    private String line(String meaning) {
        String need = mandatory ? "mandatory" : fallback == null ? "optional" : "default `" + cypher(fallback) + "`";
        return "`" + name + "`, " + type + ", " + need + ": " + meaning;
    }

    /** That of the longest name which the procedure's begins with, such as {@code rec.propagate/layers}, or of the key alone. */
    private String meaning(Properties meanings, String procedure) {
        for (String family = procedure; !family.isEmpty(); family = parent(family)) {
            String own = meanings.getProperty(family + "/" + name);
            if (own != null) {
                return own;
            }
        }
        return meanings.getProperty(name, "");
    }

    private static String parent(String procedure) {
        return procedure.substring(0, Math.max(0, procedure.lastIndexOf('.')));
    }

    private static String cypher(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(ConfigKey::cypher).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? "'" + text + "'" : String.valueOf(value);
    }

    /** What each key means. */
    private static Properties meanings() {
        Properties meanings = new Properties();
        try (InputStream file = ConfigKey.class.getResourceAsStream("keys.properties")) {
            meanings.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return meanings;
    }
}
