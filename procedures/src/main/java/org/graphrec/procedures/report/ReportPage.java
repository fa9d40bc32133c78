// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import org.graphrec.training.compare.ComparisonMethod;
import org.graphrec.training.compare.ComparisonReport;
import org.graphrec.training.compare.ComparisonRow;
import org.graphrec.training.compare.Curve;
import org.graphrec.training.compare.Example;
import org.graphrec.training.compare.Interval;
import org.graphrec.training.compare.Metric;
import org.graphrec.training.compare.Segment;
import org.graphrec.training.tune.TrainingOptions;

/**
 * A comparison as a page: what is best, the table, bars with intervals, learning curves, lists of a few users, and how it was
 * measured. It has no script and asks for nothing: style and pictures are in it, and its policy forbids the rest.
 *
 * @param title what it is about
 * @param report the comparison
 * @param k length of the lists
 * @param itemName what a reader knows an item by
 * @param userName likewise
 * @param warnings what a reader should doubt
 * @param configuration the values in force
 */
record ReportPage(
        String title,
        ComparisonReport report,
        int k,
        IntFunction<String> itemName,
        IntFunction<String> userName,
        List<String> warnings,
        Map<String, Object> configuration) {
    private static final int SHOWN = 5;
    private static final int LATEST = 8;
    private static final List<Metric> HEADLINES = List.of(Metric.NDCG, Metric.RMSE, Metric.ACCURACY);

    String html() {
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n"
                + "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\">");
        html.raw("<title>%s</title><style>\n", title).raw(style()).raw("</style></head><body><main>\n");
        html.raw("<h1>%s</h1>", title);
        html.raw(String.format(
                Locale.ROOT,
                "<p class=\"quiet\">%,d users, %,d items, %,d interactions.",
                report.users(),
                report.items(),
                report.interactions()));
        html.raw(
                " Split %s, seeds %s; every method was fitted to the same part and measured on the rest.</p>\n",
                split(),
                configuration.getOrDefault(
                        "seeds", List.of(TrainingOptions.defaults().randomSeed())));
        verdicts(html);
        for (String warning : warnings) {
            html.raw("<div class=\"warning\" role=\"note\">%s</div>\n", warning);
        }
        bars(html);
        tables(html);
        curves(html);
        examples(html);
        method(html);
        return html.raw("</main></body></html>\n").toString();
    }

    /** How pages look. */
    static String style() {
        try (InputStream css = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String split() {
        Object folds = configuration.get("folds");
        Object kind = configuration.get("split");
        return Integer.valueOf(1).equals(folds) ? String.valueOf(kind) : kind + ", " + folds + " folds";
    }

    private List<ComparisonRow> rows(Segment segment) {
        return report.rows().stream().filter(row -> row.segment() == segment).toList();
    }

    private void verdicts(Html html) {
        html.raw("<div class=\"verdicts\">");
        for (Metric metric : HEADLINES) {
            List<ComparisonRow> ranked = rows(Segment.ALL).stream()
                    .filter(row -> row.values().containsKey(metric))
                    .sorted(order(metric))
                    .toList();
            if (ranked.size() > 1) {
                ComparisonRow best = ranked.get(0);
                ComparisonRow next = ranked.get(1);
                Interval interval = best.intervals().get(metric);
                html.raw(
                        "<div class=\"verdict\"><span class=\"quiet\">Best %s</span><b>%s</b><p>%s (%s – %s)<br>",
                        Wording.name(metric, k),
                        best.method().cypherName(),
                        Wording.number(metric, best.values().get(metric)),
                        Wording.number(metric, interval.low()),
                        Wording.number(metric, interval.high()));
                html.raw(
                        "<span class=\"quiet\">then %s with %s%s</span></p></div>\n",
                        next.method().cypherName(),
                        Wording.number(metric, next.values().get(metric)),
                        best.method().equals(next.comparedWith().get(metric))
                                ? ", " + Wording.pValue(next.pValues().get(metric))
                                : "");
            }
        }
        html.raw("</div>\n");
    }

    private static Comparator<ComparisonRow> order(Metric metric) {
        Comparator<ComparisonRow> order =
                Comparator.comparingDouble(row -> row.values().get(metric));
        return metric.higherIsBetter() ? order.reversed() : order;
    }

    private void tables(Html html) {
        html.raw("<section><h2>The table</h2>\n");
        for (Segment segment : Segment.values()) {
            if (!rows(segment).isEmpty()) {
                new MetricTable(segment, k, rows(segment)).write(html);
            }
        }
        html.raw("</section>\n");
    }

    private void bars(Html html) {
        html.raw("<section><h2>Side by side</h2><p class=\"quiet\">Whiskers are 95 % intervals over users.</p>"
                + "<div class=\"charts\">\n");
        for (Metric metric : Metric.values()) {
            BarChart chart = new BarChart(metric, k, rows(Segment.ALL));
            if (!chart.empty()) {
                chart.write(html);
            }
        }
        html.raw("</div></section>\n");
    }

    private void curves(Html html) {
        if (!report.curves().isEmpty()) {
            html.raw("<section><h2>Learning curves</h2><p class=\"quiet\">Of the methods trained in epochs, on the part"
                    + " of the training data they choose their parameters by.</p><div class=\"charts\">\n");
            for (Curve curve : report.curves()) {
                new LineChart(curve).write(html);
            }
            html.raw("</div></section>\n");
        }
    }

    private void examples(Html html) {
        if (report.examples().isEmpty()) {
            return;
        }
        html.raw("<section><h2>What some users would get</h2><p class=\"quiet\">Marked: what they chose, which was"
                + " held out.</p>\n");
        for (Example example : report.examples()) {
            html.raw("<h3>%s</h3><p class=\"quiet\">had %s", userName.apply(example.user()), history(example))
                    .raw("</p><div class=\"lists\">");
            for (ComparisonMethod method : ComparisonMethod.all()) {
                if (example.lists().containsKey(method)) {
                    html.raw("<div><b>%s</b><ol>", method.cypherName());
                    example.lists().get(method).stream().limit(SHOWN).forEach(item -> item(html, example, item));
                    html.raw("</ol></div>\n");
                }
            }
            html.raw("</div>\n");
        }
        html.raw("</section>\n");
    }

    private void item(Html html, Example example, int item) {
        if (example.held().contains(item)) {
            html.raw("<li><span class=\"hit\">%s ✓</span></li>", itemName.apply(item));
        } else {
            html.raw("<li>%s</li>", itemName.apply(item));
        }
    }

    private String history(Example example) {
        List<Integer> history = example.history();
        List<String> names = history.subList(Math.max(0, history.size() - LATEST), history.size()).stream()
                .map(itemName::apply)
                .toList();
        return String.join(" · ", names)
                + (history.size() > LATEST ? " and " + (history.size() - LATEST) + " more" : "");
    }

    private void method(Html html) {
        html.raw("<section><h2>How this was measured</h2><p>What is held out reaches no fit: neither the pairs nor"
                + " their ratings nor their times; texts do, as they would for a new item. Every method chooses"
                + " its parameters on a part of the training data. p values are of Student's paired t-test over"
                + " users, two-sided and not corrected for their number; intervals are by bootstrap over"
                + " users.</p><dl>\n");
        Arrays.stream(Metric.values())
                .filter(metric ->
                        report.rows().stream().anyMatch(row -> row.values().containsKey(metric)))
                .forEach(metric ->
                        html.raw("<dt>%s</dt><dd>%s</dd>", Wording.name(metric, k), Wording.definition(metric)));
        html.raw("</dl><pre>");
        configuration.forEach((key, value) -> html.raw("%s: %s\n", key, value));
        html.raw("</pre></section>\n");
    }
}
