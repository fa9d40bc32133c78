// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.graphrec.procedures.call.CallMetrics;
import org.graphrec.procedures.feedback.FeedbackStatsRow;
import org.graphrec.procedures.model.ModelRow;

/**
 * What an operator looks at in the morning, as a page: models, click rates, calls and the slowest of them. Like {@link ReportPage} it has
 * no script and asks for nothing.
 *
 * @param now when it was made
 * @param models those that the caller sees
 * @param rates a row of each model and channel
 * @param calls by procedure
 * @param slowest the slowest first
 */
record DashboardPage(
        String title,
        ZonedDateTime now,
        List<ModelRow> models,
        List<FeedbackStatsRow> rates,
        Map<String, CallMetrics.Count> calls,
        List<CallMetrics.SlowCall> slowest) {

    String html() {
        Html html = new Html();
        html.raw("<!DOCTYPE html>\n"
                + "<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""
                + " content=\"default-src 'none'; style-src 'unsafe-inline'\"><meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\">");
        html.raw("<title>%s</title><style>\n", title).raw(ReportPage.style()).raw("</style></head><body><main>\n");
        html.raw(
                "<h1>%s</h1><p class=\"quiet\">As of %s. Counts of calls begin with the start of the server.</p>\n",
                title, now);
        models(html);
        rates(html);
        calls(html);
        slowest(html);
        return html.raw("</main></body></html>\n").toString();
    }

    private void models(Html html) {
        begin(
                html,
                "Models",
                "Model",
                "Type",
                "Architecture",
                "Age in days",
                "Interactions",
                "Latest",
                "Loaded",
                "Stored");
        for (ModelRow model : models) {
            row(
                    html,
                    model.modelName(),
                    model.modelType(),
                    shown(model.architecture()),
                    String.format(
                            Locale.ROOT,
                            "%.1f",
                            Duration.between(model.creationTime(), now).toMinutes() / 1440.0),
                    shown(model.modelInfo().get("interactions")),
                    shown(model.modelInfo().get("latestInteraction")),
                    model.loaded() ? "yes" : "no",
                    model.stored() ? "yes" : "no");
        }
        end(html, models.isEmpty(), "There are no models.");
    }

    private void rates(Html html) {
        begin(
                html,
                "Clicks",
                "Model",
                "Channel",
                "Users",
                "Shown",
                "Clicked",
                "CTR",
                "Corrected for ranks",
                "95 % interval");
        for (FeedbackStatsRow rate : rates) {
            row(
                    html,
                    rate.modelName(),
                    rate.channel() == null ? "all" : rate.channel(),
                    String.valueOf(rate.users()),
                    String.valueOf(rate.impressions()),
                    String.valueOf(rate.clicks()),
                    percent(rate.ctr()),
                    percent(rate.correctedCtr()),
                    rate.correctedInterval() == null
                            ? "–"
                            : percent(rate.correctedInterval().get(0)) + " to "
                                    + percent(rate.correctedInterval().get(1)));
        }
        end(html, rates.isEmpty(), "Nothing was recorded with rec.recommend.show.");
    }

    private void calls(Html html) {
        begin(html, "Calls", "Procedure", "Calls", "Errors", "p50 ms", "p95 ms", "p99 ms");
        calls.forEach((procedure, count) -> row(
                html,
                procedure,
                String.valueOf(count.calls()),
                String.valueOf(count.errors()),
                millis(count.p50Millis()),
                millis(count.p95Millis()),
                millis(count.p99Millis())));
        end(html, calls.isEmpty(), "Nothing was called yet.");
    }

    private void slowest(Html html) {
        begin(html, "Slowest calls", "Procedure", "ms", "Ended", "Failed");
        slowest.forEach(call -> row(
                html,
                call.procedure(),
                String.valueOf(call.millis()),
                call.ended().toString(),
                call.failed() ? "yes" : "no"));
        end(html, slowest.isEmpty(), "Nothing was called yet.");
    }

    private static void begin(Html html, String heading, String... columns) {
        html.raw("<section><h2>%s</h2><div class=\"scroll\"><table><thead><tr>", heading);
        for (String column : columns) {
            html.raw("<th scope=\"col\">%s</th>", column);
        }
        html.raw("</tr></thead><tbody>\n");
    }

    private static void row(Html html, String... cells) {
        html.raw("<tr>");
        for (String cell : cells) {
            html.raw("<td>%s</td>", cell);
        }
        html.raw("</tr>\n");
    }

    private static void end(Html html, boolean empty, String note) {
        html.raw("</tbody></table></div>");
        if (empty) {
            html.raw("<p class=\"quiet\">%s</p>", note);
        }
        html.raw("</section>\n");
    }

    private static String shown(Object value) {
        return value == null ? "–" : String.valueOf(value);
    }

    private static String percent(Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }

    private static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    }
}
