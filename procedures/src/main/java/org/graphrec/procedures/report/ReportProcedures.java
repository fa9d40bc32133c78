// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.evaluate.CompareConfig;
import org.graphrec.procedures.evaluate.ComparedGraph;
import org.graphrec.procedures.model.PageExport;
import org.graphrec.training.compare.ComparisonReport;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.report.html}. */
public final class ReportProcedures extends CallContext {

    @Procedure(name = "rec.report.html", mode = Mode.WRITE)
    @Description("Compares as rec.compare does, and returns one self-contained HTML page: table, bars with intervals,"
            + " learning curves, lists of some users. With fileName it is also written into the operator's folder"
            + " of exports.")
    public Stream<ReportRow> html(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.report.html")
                .writes()
                .config(configuration, ReportConfig::read)
                .threads(config -> config.compare().options().training().concurrency())
                .phases(config -> config.compare().phases())
                .on(config -> new Report(config, config.fileName() == null ? null : PageExport.of(config.fileName())))
                .row((call, report) -> {
                    CompareConfig compare = report.config().compare();
                    ComparedGraph graph = ComparedGraph.read(call, projection(graphName), compare);
                    ComparisonReport compared = graph.compare(call, compare.options());
                    String html =
                            page(graphName, report.config(), graph, compared).html();
                    return ReportRow.of(
                            html,
                            report.export() == null
                                    ? PageExport.Page.NONE
                                    : report.export().write(html, call),
                            compare.configuration());
                });
    }

    /** The export is null where the page goes to no file. */
    private record Report(ReportConfig config, PageExport export) {}

    private ReportPage page(String graphName, ReportConfig config, ComparedGraph graph, ComparisonReport report) {
        NodeNames items = new NodeNames(transaction, graph.graph().items(), config.itemNameProperty());
        NodeNames users = new NodeNames(transaction, graph.graph().users(), config.userNameProperty());
        List<String> warnings = graph.warnings(transaction);
        return new ReportPage(
                config.title() == null ? "Which method fits " + graphName + "?" : config.title(),
                report,
                config.compare().options().k(),
                items::of,
                users::of,
                warnings,
                config.compare().configuration());
    }
}
