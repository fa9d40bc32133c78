// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plain text table of at most 100 columns: numbers to the right, text to the left, and long text in the last column
 * cut with an ellipsis.
 */
public final class TextTable {
    static final int WIDTH = 100;
    private static final String GAP = "  ";

    private final List<String> header;
    private final List<List<Object>> rows = new ArrayList<>();

    public TextTable(String... header) {
        this.header = List.of(header);
    }

    /** Adds one cell per column; a double is shown with four digits after the point. */
    public void add(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException(
                    "A row must have " + header.size() + " cells but had " + cells.length + ".");
        }
        rows.add(List.of(cells));
    }

    /**
     * The header, a rule and the rows.
     *
     * @param indent spaces before each line; they count towards the width
     */
    public List<String> lines(int indent) {
        int[] widths = widths(indent);
        var lines = new ArrayList<String>();
        lines.add(line(indent, widths, List.copyOf(header)));
        var rule = new ArrayList<Object>();
        for (int width : widths) {
            rule.add("-".repeat(width));
        }
        lines.add(line(indent, widths, rule));
        for (List<Object> row : rows) {
            lines.add(line(indent, widths, row));
        }
        return lines;
    }

    /** The text in one line of at most so many characters, cut with an ellipsis where it is longer. */
    static String fit(String text, int width) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= width) {
            return line;
        }
        String cut = line.substring(0, line.offsetByCodePoints(0, Math.max(0, width - 1)))
                .stripTrailing();
        return cut + "…";
    }

    /** The text in lines of at most so many characters, broken between words; what exceeds the last line is cut. */
    static List<String> wrap(String text, int width, int mostLines) {
        var lines = new ArrayList<String>();
        String rest = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        while (lines.size() < mostLines - 1 && rest.codePointCount(0, rest.length()) > width) {
            int end = rest.lastIndexOf(' ', rest.offsetByCodePoints(0, width));
            if (end <= 0) {
                break;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end + 1);
        }
        lines.add(fit(rest, width));
        return lines;
    }

    private int[] widths(int indent) {
        int[] widths = new int[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = length(header.get(column));
            for (List<Object> row : rows) {
                widths[column] = Math.max(widths[column], length(text(row.get(column))));
            }
        }
        int free = WIDTH - indent - GAP.length() * (widths.length - 1);
        for (int width : widths) {
            free -= width;
        }
        // the widest columns give way first
        while (free < 0) {
            int widest = 0;
            for (int column = 1; column < widths.length; column++) {
                widest = widths[column] >= widths[widest] ? column : widest;
            }
            widths[widest]--;
            free++;
        }
        return widths;
    }

    private String line(int indent, int[] widths, List<Object> cells) {
        var line = new StringBuilder(" ".repeat(indent));
        for (int column = 0; column < widths.length; column++) {
            String text = fit(text(cells.get(column)), widths[column]);
            String fill = " ".repeat(widths[column] - length(text));
            line.append(column == 0 ? "" : GAP).append(numeric(column) ? fill + text : text + fill);
        }
        return line.toString().stripTrailing();
    }

    private boolean numeric(int column) {
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column) instanceof Number);
    }

    private static String text(Object cell) {
        return cell instanceof Double || cell instanceof Float
                ? String.format(Locale.ROOT, "%.4f", ((Number) cell).doubleValue())
                : cell.toString();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
