// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.graphrec.training.compare.ComparisonRow;
import org.graphrec.training.compare.Interval;
import org.graphrec.training.compare.Metric;
import org.graphrec.training.compare.Segment;

/** All metrics of all methods in one segment. */
final class MetricTable {
    private final Segment segment;
    private final int k;
    private final List<ComparisonRow> rows;
    private final List<Metric> metrics;

    MetricTable(Segment segment, int k, List<ComparisonRow> rows) {
        this.segment = segment;
        this.k = k;
        this.rows = rows;
        this.metrics = Arrays.stream(Metric.values())
                .filter(metric -> rows.stream().anyMatch(row -> row.values().containsKey(metric)))
                .toList();
    }

    void write(Html html) {
        ComparisonRow first = rows.get(0);
        html.raw("<div class=\"scroll\"><table><caption>%s", Wording.name(segment));
        html.raw(String.format(
                Locale.ROOT,
                ": %,d interactions, %,d users. Small figures: 95 %% intervals. The best of each column stands out.",
                first.interactions(),
                first.users()));
        html.raw("</caption><thead><tr><th scope=\"col\">Method</th>");
        for (Metric metric : metrics) {
            html.raw("<th scope=\"col\">%s</th>", Wording.name(metric, k));
        }
        html.raw("<th scope=\"col\">Fit</th></tr></thead><tbody>\n");
        for (ComparisonRow row : rows) {
            html.raw(
                    "<tr><th scope=\"row\">%s<small>%s</small></th>",
                    row.method().cypherName(), row.method().family());
            for (Metric metric : metrics) {
                cell(html, row, metric);
            }
            html.raw(String.format(Locale.ROOT, "<td>%.1f s</td></tr>%n", row.fitMillis() / 1e3));
        }
        html.raw("</tbody></table></div>\n");
    }

    private void cell(Html html, ComparisonRow row, Metric metric) {
        Double value = row.values().get(metric);
        if (value == null) {
            html.raw("<td class=\"quiet\"><span aria-label=\"not measured\">–</span></td>");
            return;
        }
        Interval interval = row.intervals().get(metric);
        html.raw(best(metric, value) ? "<td class=\"best\">" : "<td>");
        html.raw(Wording.number(metric, value));
        if (interval != null) {
            html.raw(String.format(Locale.ROOT, "<small>%.3f–%.3f</small>", interval.low(), interval.high()));
        }
        html.raw("</td>");
    }

    private boolean best(Metric metric, double value) {
        return rows.stream()
                .map(row -> row.values().get(metric))
                .noneMatch(other -> other != null && (metric.higherIsBetter() ? other > value : other < value));
    }
}
