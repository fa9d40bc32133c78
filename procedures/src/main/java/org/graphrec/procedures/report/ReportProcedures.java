package org.graphrec.procedures.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.evaluate.ComparedGraph;
import org.graphrec.procedures.model.PageExport;
import org.graphrec.procedures.projection.Projection;
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
        requireWriter("rec.report.html");
        ReportConfig config = ReportConfig.read(configuration);
        PageExport export = config.fileName() == null ? null : PageExport.of(config.fileName());
        int concurrency = config.compare().options().training().concurrency();
        try (ProgressMonitor monitor =
                monitor("rec.report.html", concurrency, config.compare().phases())) {
            monitor.phase("Read", 1);
            Projection projection = projection(graphName);
            monitor.reserve(ComparedGraph.bytes(projection, config.compare()));
            ComparedGraph graph = ComparedGraph.read(projection, config.compare());
            monitor.reserve(graph.peakBytes(config.compare().options()));
            ComparisonReport report = graph.compare(config.compare().options(), monitor);
            String html = page(graphName, config, graph, report).html();
            return Stream.of(new ReportRow(
                    html,
                    export == null ? null : export.write(html, monitor),
                    config.compare().configuration()));
        }
    }

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
