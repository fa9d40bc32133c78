// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Path;

/**
 * Rows as pages show them: nodes by their title or name, paths as the nodes on them, numbers with two digits.
 *
 * @param header names of the columns
 * @param cells one list per row
 */
public record ShownRows(List<String> header, List<List<String>> cells) {
    /** Processors differ in the last digits of what a language model computes in 8 bits. */
    private static final double TOLERANCE = 0.021;

    /** What the driver returned; a page shows no output of a statement without rows. */
    public static ShownRows of(List<Record> rows) {
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("The statement before `<!-- output -->` must return rows.");
        }
        return new ShownRows(
                rows.get(0).keys(),
                rows.stream()
                        .map(row -> row.values().stream().map(ShownRows::cell).toList())
                        .toList());
    }

    private static String cell(Value value) {
        return shown(value.asObject());
    }

    private static String shown(Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.2f", number);
        }
        if (value instanceof Node node) {
            return List.of("title", "name").stream()
                    .filter(node::containsKey)
                    .findFirst()
                    .map(key -> node.get(key).asString())
                    .orElse(node.labels().toString());
        }
        if (value instanceof Path path) {
            return StreamSupport.stream(path.nodes().spliterator(), false)
                    .map(ShownRows::shown)
                    .collect(Collectors.joining(" > "));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(ShownRows::shown).collect(Collectors.joining(", "));
        }
        return value == null ? "" : value.toString();
    }

    /** A table of Markdown. */
    public String markdown() {
        List<List<String>> lines = new ArrayList<>(
                List.of(header, header.stream().map(name -> "---").toList()));
        lines.addAll(cells);
        return lines.stream()
                .map(line -> line.stream()
                        .map(cell -> cell.replace("|", "\\|").replace("\n", " "))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining())
                .replace("| --- |", "|---|")
                .replace("---| --- |", "---|---|")
                .replace("---| ---", "---|---");
    }

    /** Whether a table shows these rows, numbers being as good as equal. */
    public boolean agreesWith(String markdown) {
        List<String> ours = tokens(markdown());
        List<String> theirs = tokens(markdown);
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!ours.get(i).equals(theirs.get(i)) && !near(ours.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> tokens(String markdown) {
        return markdown.lines()
                .filter(line -> !line.startsWith("|--"))
                .flatMap(line -> List.of(line.split("(?<!\\\\)\\|")).stream())
                .map(String::strip)
                .toList();
    }

    private static boolean near(String one, String other) {
        try {
            return one.contains(".") && Math.abs(Double.parseDouble(one) - Double.parseDouble(other)) < TOLERANCE;
        } catch (NumberFormatException text) {
            return false;
        }
    }
}
