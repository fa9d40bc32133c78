package org.graphrec.procedures.embed;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.embed.EmbeddingPass.Report;
import org.graphrec.procedures.live.FloatList;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.projection.Projection;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.embed.nodes.*}: the text of nodes as vectors. */
public final class EmbedNodesProcedures extends CallContext {

    @Procedure(name = "rec.embed.nodes.stream", mode = Mode.READ)
    @Description("Streams the embedding of the text of nodes, given by a projected graph or by labels.")
    public Stream<EmbedStreamRow> stream(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        EmbedOptions options = EmbedOptions.read(configuration, null);
        TextEncoder encoder = OpenEncoders.encoder(options.encoder(), terminationGuard::check);
        ProgressMonitor monitor = monitor("rec.embed.nodes.stream", 1, List.of("Encode"));
        try {
            long[] nodes = nodes(graphNameOrLabels, options, encoder, monitor);
            monitor.phase("Encode", nodes.length);
            EmbeddingPass pass = new EmbeddingPass(encoder, options, new Health(monitor));
            return EmbeddingPass.chunks(nodes)
                    .onClose(monitor::close)
                    .flatMap(chunk -> pass.embed(transaction, chunk).stream())
                    .filter(embedded -> embedded.vector() != null)
                    .map(embedded -> new EmbedStreamRow(NodeIds.id(embedded.node()), FloatList.of(embedded.vector())));
        } catch (RuntimeException | Error early) {
            monitor.close();
            throw early;
        }
    }

    @Procedure(name = "rec.embed.nodes.stats", mode = Mode.READ)
    @Description("Embeds the text of nodes and returns how healthy texts and vectors are, without keeping them.")
    public Stream<EmbedStatsRow> stats(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        long start = System.nanoTime();
        EmbedOptions options = EmbedOptions.read(configuration, null);
        TextEncoder encoder = OpenEncoders.encoder(options.encoder(), terminationGuard::check);
        try (ProgressMonitor monitor = monitor("rec.embed.nodes.stats", 1, List.of("Encode"))) {
            long[] nodes = nodes(graphNameOrLabels, options, encoder, monitor);
            long preProcessing = millisSince(start);
            monitor.phase("Encode", nodes.length);
            Health health = new Health(monitor);
            Report report = new EmbeddingPass(encoder, options, health)
                    .run(ownTransactions("rec.embed.nodes.stats"), nodes, (tx, embedded) -> {});
            return Stream.of(new EmbedStatsRow(
                    nodes.length,
                    health.emptyTexts(),
                    health.truncatedTexts(),
                    health.zeroVectors(),
                    health.nonFiniteVectors(),
                    health.meanPairwiseCosine(),
                    preProcessing,
                    report.computeMillis(),
                    options.configuration()));
        }
    }

    @Procedure(name = "rec.embed.nodes.mutate", mode = Mode.READ)
    @Description("Adds the embedding of the text of its nodes to a projected graph.")
    public Stream<EmbedMutateRow> mutate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        long start = System.nanoTime();
        EmbedOptions options = EmbedOptions.read(configuration, "mutateProperty");
        Projection graph = projection(graphName);
        graph.requireAbsent(options.target());
        TextEncoder encoder = OpenEncoders.encoder(options.encoder(), terminationGuard::check);
        try (ProgressMonitor monitor = monitor("rec.embed.nodes.mutate", 1, List.of("Encode"))) {
            monitor.reserve(4L * encoder.dimension() * graph.nodeCount());
            long[] nodes = nodes(graphName, options, encoder, monitor);
            ProjectedVectors vectors = new ProjectedVectors(graph, encoder.dimension());
            long preProcessing = millisSince(start);
            monitor.phase("Encode", nodes.length);
            Health health = new Health(monitor);
            Report report = new EmbeddingPass(encoder, options, health)
                    .run(ownTransactions("rec.embed.nodes.mutate"), nodes, vectors);
            start = System.nanoTime();
            graph.addVectors(options.target(), vectors.matrix());
            return Stream.of(new EmbedMutateRow(
                    nodes.length,
                    vectors.written(),
                    health.emptyTexts(),
                    health.truncatedTexts(),
                    health.zeroVectors(),
                    health.nonFiniteVectors(),
                    health.meanPairwiseCosine(),
                    preProcessing,
                    report.computeMillis(),
                    report.sinkMillis() + millisSince(start),
                    options.configuration()));
        }
    }

    @Procedure(name = "rec.embed.nodes.write", mode = Mode.WRITE)
    @Description("Writes the embedding of the text of nodes as a property, in transactions of its own: what is written"
            + " stays written when the call is ended early, and onlyStale goes on from there.")
    public Stream<EmbedWriteRow> write(
            @Name("graphNameOrLabels") Object graphNameOrLabels,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        requireWriter("rec.embed.nodes.write");
        long start = System.nanoTime();
        EmbedOptions options = EmbedOptions.read(configuration, "writeProperty");
        TextEncoder encoder = OpenEncoders.encoder(options.encoder(), terminationGuard::check);
        StoredVectors vectors = new StoredVectors(options.target());
        try (ProgressMonitor monitor = monitor("rec.embed.nodes.write", 1, List.of("Encode"))) {
            long[] nodes = nodes(graphNameOrLabels, options, encoder, monitor);
            long preProcessing = millisSince(start);
            monitor.phase("Encode", nodes.length);
            Health health = new Health(monitor);
            EmbeddingPass pass = new EmbeddingPass(encoder, options, health);
            Report report = written(pass, nodes, vectors, monitor);
            return Stream.of(new EmbedWriteRow(
                    nodes.length,
                    vectors.written(),
                    pass.skipped(),
                    health.emptyTexts(),
                    health.truncatedTexts(),
                    health.zeroVectors(),
                    health.nonFiniteVectors(),
                    health.meanPairwiseCosine(),
                    preProcessing,
                    report.computeMillis(),
                    report.sinkMillis(),
                    options.configuration()));
        }
    }

    /** Runs the pass; where it ends early, says what is written all the same. */
    private Report written(EmbeddingPass pass, long[] nodes, StoredVectors vectors, ProgressMonitor monitor) {
        try {
            return pass.run(ownTransactions("rec.embed.nodes.write"), nodes, vectors);
        } catch (RuntimeException early) {
            String so = vectors.written() + " vectors are written and stay; `onlyStale: true` goes on from there.";
            log.info("`rec.embed.nodes.write` ended early: %s", so);
            if (!monitor.running() || early.getMessage() == null || vectors.written() == 0) {
                throw early;
            }
            // the server shows the innermost cause, so this one is none
            IllegalStateException failed = new IllegalStateException(early.getMessage() + " " + so);
            failed.addSuppressed(early);
            throw failed;
        }
    }

    private static long millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1_000_000;
    }

    private long[] nodes(Object graphNameOrLabels, EmbedOptions options, TextEncoder encoder, ProgressMonitor monitor) {
        options.text().requireKnown(transaction);
        Set<String> graphs = new TreeSet<>(graphs().names());
        boolean projected = graphNameOrLabels instanceof String name && graphs.contains(name);
        long count = projected
                ? projection((String) graphNameOrLabels).nodeCount()
                : NodeSelection.count(transaction, graphNameOrLabels, graphs);
        monitor.reserve(EmbeddingPass.memory(count, encoder.dimension()).values().stream()
                .mapToLong(Long::longValue)
                .sum());
        if (projected) {
            long[] ids = projection((String) graphNameOrLabels).originalIds();
            Arrays.sort(ids);
            return ids;
        }
        return NodeSelection.byLabels(transaction, graphNameOrLabels, graphs);
    }
}
