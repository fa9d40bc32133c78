package org.graphrec.procedures.embed;

import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.memory.EstimateRow;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.embed.nodes.*.estimate}. */
public final class EmbedEstimateProcedures extends CallContext {
    @Procedure(name = "rec.embed.nodes.stream.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.stream would need.")
    public Stream<EstimateRow> stream(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.embed.nodes.stream", graphNameOrLabels, EmbedOptions.read(configuration, null));
    }

    @Procedure(name = "rec.embed.nodes.stats.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.stats would need.")
    public Stream<EstimateRow> stats(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.embed.nodes.stats", graphNameOrLabels, EmbedOptions.read(configuration, null));
    }

    @Procedure(name = "rec.embed.nodes.mutate.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.mutate would need.")
    public Stream<EstimateRow> mutate(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate(
                "rec.embed.nodes.mutate", graphNameOrLabels, EmbedOptions.read(configuration, "mutateProperty"));
    }

    @Procedure(name = "rec.embed.nodes.write.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.embed.nodes.write would need.")
    public Stream<EstimateRow> write(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.embed.nodes.write", graphNameOrLabels, EmbedOptions.read(configuration, "writeProperty"));
    }

    private Stream<EstimateRow> estimate(String procedure, Object graphNameOrLabels, EmbedOptions options) {
        options.text().requireKnown(transaction);
        TextEncoder encoder = OpenEncoders.encoder(options.encoder(), terminationGuard::check);
        long nodes = nodes(graphNameOrLabels);
        Map<String, Long> parts = EmbeddingPass.memory(nodes, encoder.dimension());
        if (procedure.endsWith("mutate")) {
            parts.put("vectors of the projection", 4L * encoder.dimension() * nodes);
        }
        return Stream.of(
                EstimateRow.of(procedure, parts, OpenEncoders.sources().nativeBytes(options.encoder()), nodes, 0));
    }

    private long nodes(Object graphNameOrLabels) {
        return graphNameOrLabels instanceof String name && graphs().names().contains(name)
                ? projection(name).nodeCount()
                : NodeSelection.count(transaction, graphNameOrLabels, new TreeSet<>(graphs().names()));
    }
}
