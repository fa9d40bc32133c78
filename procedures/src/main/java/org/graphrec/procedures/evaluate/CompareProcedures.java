// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.evaluate;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.compare.ComparisonReport;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.compare}. */
public final class CompareProcedures extends CallContext {

    @Procedure(name = "rec.compare", mode = Mode.READ)
    @Description("Fits several architectures to part of a projected graph's interactions and measures each on"
            + " the rest: one row per architecture and segment, with confidence intervals and paired tests."
            + " The models are not kept.")
    public Stream<CompareRow> compare(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.compare")
                .config(configuration, map -> CompareConfig.read(map))
                .threads(config -> config.options().training().concurrency())
                .phases(CompareConfig::phases)
                .rows((call, config) -> {
                    ComparedGraph graph = ComparedGraph.read(call, projection(graphName), config);
                    ComparisonReport report = graph.compare(call, config.options());
                    List<String> warnings = graph.warnings(transaction);
                    return report.rows().stream()
                            .map(row -> CompareRow.of(row, warnings, config.configuration()))
                            .toList();
                });
    }

    @Procedure(name = "rec.compare.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.compare would need.")
    public Stream<EstimateRow> estimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call("rec.compare.estimate")
                .config(configuration, map -> CompareConfig.read(map))
                .row((call, config) -> {
                    Projection projection = projection(graphName);
                    ComparedGraph graph = ComparedGraph.read(call, projection, config);
                    return EstimateRow.of(
                            "rec.compare",
                            ComparedGraph.memoryOfReading(projection, config).and(graph.memory(config.options())),
                            projection.nodeCount(),
                            projection.relationshipCount());
                });
    }
}
