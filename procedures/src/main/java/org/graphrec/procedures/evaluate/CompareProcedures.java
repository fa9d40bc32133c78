package org.graphrec.procedures.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.memory.NativeMemory;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.compare.ComparisonReport;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.compare}. */
public final class CompareProcedures extends CallContext {

    @Procedure(name = "rec.compare", mode = Mode.READ)
    @Description(
            "Fits methods to a part of a projected graph's interactions and measures each on the rest: a row a method"
                    + " and segment, with confidence intervals and paired tests. Models are not kept.")
    public Stream<CompareRow> compare(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        CompareConfig config = CompareConfig.read(configuration);
        try (ProgressMonitor monitor =
                monitor("rec.compare", config.options().training().concurrency(), config.phases())) {
            monitor.phase("Read", 1);
            Projection projection = projection(graphName);
            monitor.reserve(ComparedGraph.bytes(projection, config));
            ComparedGraph graph = ComparedGraph.read(projection, config);
            monitor.reserve(graph.peakBytes(config.options()));
            NativeMemory.require("`rec.compare`", graph.nativeBytes(config.options()));
            ComparisonReport report = graph.compare(config.options(), monitor);
            List<String> warnings = graph.warnings(transaction);
            return report.rows().stream().map(row -> CompareRow.of(row, warnings, config.configuration()));
        }
    }

    @Procedure(name = "rec.compare.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.compare would need.")
    public Stream<EstimateRow> estimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        CompareConfig config = CompareConfig.read(configuration);
        Projection projection = projection(graphName);
        long reading = ComparedGraph.bytes(projection, config);
        MemoryGuard.Reservation held = MemoryGuard.reserve("rec.compare.estimate", reading);
        try {
            Map<String, Long> parts = new LinkedHashMap<>();
            parts.put("graph", reading);
            ComparedGraph graph = ComparedGraph.read(projection, config);
            parts.put("compare", graph.peakBytes(config.options()));
            return Stream.of(EstimateRow.of(
                    "rec.compare",
                    parts,
                    graph.nativeBytes(config.options()),
                    projection.nodeCount(),
                    projection.relationshipCount()));
        } finally {
            held.close();
        }
    }
}
