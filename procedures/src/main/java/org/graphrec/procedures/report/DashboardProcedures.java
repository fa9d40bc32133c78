// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.CallMetrics;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.feedback.FeedbackRates;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.PageExport;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.dashboard.html}. */
public final class DashboardProcedures extends CallContext {

    @Procedure(name = "rec.dashboard.html", mode = Mode.WRITE)
    @Description(
            "Returns one self-contained HTML page about this server: your models and how old they are, click rates, calls"
                    + " with their latencies and errors, and the slowest calls. With fileName it is also written into the operator's"
                    + " folder of exports.")
    public Stream<ReportRow> html(
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.dashboard.html")
                .writes()
                .config(configuration, Dashboard::read)
                .on(Dashboard::opened)
                .reserve(dashboard -> FeedbackRates.memory(transaction))
                .row((call, dashboard) -> {
                    String html = new DashboardPage(
                                    dashboard.title(),
                                    ZonedDateTime.now(ZoneOffset.UTC),
                                    ModelCatalog.of(this).rows(),
                                    FeedbackRates.of(transaction, dashboard.event(), call),
                                    CallMetrics.counts(),
                                    CallMetrics.slowest())
                            .html();
                    return ReportRow.of(
                            html,
                            dashboard.export() == null
                                    ? PageExport.Page.NONE
                                    : dashboard.export().write(html, call),
                            dashboard.configuration());
                });
    }

    /**
     * A call.
     *
     * @param event what counts as a click
     * @param fileName null: the page goes to no file
     * @param export null until it is opened, and where there is none
     */
    private record Dashboard(
            String title, String event, String fileName, PageExport export, Map<String, Object> configuration) {

        private static Dashboard read(Map<String, Object> map) {
            Config config = new Config(map);
            String title = config.string("title", "Recommendations");
            String event = config.string("event", "click");
            String fileName = config.string("fileName", null);
            config.check();
            return new Dashboard(title, event, fileName, null, config.effective());
        }

        private Dashboard opened() {
            return fileName == null
                    ? this
                    : new Dashboard(title, event, fileName, PageExport.of(fileName), configuration);
        }
    }
}
