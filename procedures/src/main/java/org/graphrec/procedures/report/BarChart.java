// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.graphrec.training.compare.ComparisonRow;
import org.graphrec.training.compare.Interval;
import org.graphrec.training.compare.Metric;

/** One metric of all methods as bars from 0 with their intervals, as inline SVG. */
final class BarChart {
    private static final int WIDTH = 520;
    private static final int ROW = 26;
    private static final int BAR = 16;
    private static final int LABELS = 96;
    private static final int VALUES = 64;

    private final Metric metric;
    private final int k;
    private final List<ComparisonRow> rows;

    /** Of the rows that have the metric, in their order. */
    BarChart(Metric metric, int k, List<ComparisonRow> rows) {
        this.metric = metric;
        this.k = k;
        this.rows =
                rows.stream().filter(row -> row.values().containsKey(metric)).toList();
    }

    boolean empty() {
        return rows.isEmpty();
    }

    void write(Html html) {
        double most = rows.stream().mapToDouble(this::high).max().orElse(1);
        double scale = (WIDTH - LABELS - VALUES) / (most > 0 ? most : 1);
        ComparisonRow best = best();
        String name = Wording.name(metric, k);
        html.raw(
                "<figure><figcaption>%s<small>%s</small></figcaption>",
                name, metric.higherIsBetter() ? "higher is better" : "lower is better");
        html.raw(String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                rows.size() * ROW + 4,
                Html.escaped(spoken(name))));
        for (int i = 0; i < rows.size(); i++) {
            ComparisonRow row = rows.get(i);
            double value = row.values().get(metric);
            int top = i * ROW + 4;
            double middle = top + BAR / 2.0;
            line(
                    html,
                    "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                    LABELS - 8,
                    middle + 4.5,
                    row.method().cypherName());
            line(
                    html,
                    "<rect class=\"bar%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" rx=\"3\"/>",
                    row.equals(best) ? " best" : "",
                    LABELS,
                    top,
                    Math.max(1, scale * value),
                    BAR);
            Interval interval = row.intervals().get(metric);
            if (interval != null) {
                double low = LABELS + scale * interval.low();
                double high = LABELS + scale * interval.high();
                line(
                        html,
                        "<path class=\"interval\" d=\"M%.1f %.1fH%.1fM%.1f %.1fv8M%.1f %.1fv8\"/>",
                        low,
                        middle,
                        high,
                        low,
                        middle - 4,
                        high,
                        middle - 4);
            }
            line(
                    html,
                    "<text x=\"%.1f\" y=\"%.1f\"%s>%s</text>",
                    LABELS + scale * high(row) + 7,
                    middle + 4.5,
                    row.equals(best) ? " font-weight=\"700\"" : "",
                    Wording.number(metric, value));
        }
        html.raw("</svg></figure>\n");
    }

    /** The chart for somebody who cannot see it. */
    private String spoken(String name) {
        StringBuilder text = new StringBuilder(name).append(": ");
        for (ComparisonRow row : rows) {
            text.append(row.method().cypherName())
                    .append(' ')
                    .append(Wording.number(metric, row.values().get(metric)))
                    .append(", ");
        }
        return text.substring(0, text.length() - 2);
    }

    private ComparisonRow best() {
        Comparator<ComparisonRow> order =
                Comparator.comparingDouble(row -> row.values().get(metric));
        return rows.stream()
                .max(metric.higherIsBetter() ? order : order.reversed())
                .orElse(null);
    }

    private double high(ComparisonRow row) {
        Interval interval = row.intervals().get(metric);
        return interval == null
                ? row.values().get(metric)
                : Math.max(interval.high(), row.values().get(metric));
    }

    private static void line(Html html, String markup, Object... values) {
        html.raw(String.format(Locale.ROOT, markup, values));
    }
}
