// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** What columns and keys mean, and what of it is missing or not needed any more. */
final class Meanings {
    private static final Path KEYS =
            Path.of("../procedures/src/main/resources/org/graphrec/procedures/config/keys.properties");
    private static final Path COLUMNS = Path.of("src/test/resources/reference/columns.properties");

    private final Properties columns = load(COLUMNS);
    private final Set<String> unusedColumns = new TreeSet<>(columns.stringPropertyNames());
    private final Properties keys = load(KEYS);
    private final Set<String> unusedKeys = new TreeSet<>(keys.stringPropertyNames());
    private final List<String> problems = new ArrayList<>();

    /** The meaning of a column; that of this family alone where there is one. */
    String column(String family, String name) {
        String own = family + "/" + name;
        String found = columns.containsKey(own) ? own : name;
        unusedColumns.remove(found);
        if (!columns.containsKey(found)) {
            problems.add("Add the line `" + name + "=...` or `" + own + "=...` to " + COLUMNS + ".");
        }
        return columns.getProperty(found, "");
    }

    void requireKey(Key key, String procedure) {
        String used = key.name();
        for (String family = procedure; family.contains("."); family = family.substring(0, family.lastIndexOf('.'))) {
            if (keys.containsKey(family + "/" + key.name())) {
                used = family + "/" + key.name();
                break;
            }
        }
        unusedKeys.remove(used);
        if (key.meaning().isEmpty()) {
            problems.add("Add the line `" + key.name() + "=...` to " + KEYS + "; " + procedure + " reads it.");
        }
    }

    /** What is missing, and what no procedure has any more. */
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        unusedColumns.forEach(column -> all.add("Remove `" + column + "` from " + COLUMNS + ": nothing yields it."));
        unusedKeys.forEach(key -> all.add("Remove `" + key + "` from " + KEYS + ": nothing reads it."));
        return all.stream().distinct().toList();
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
