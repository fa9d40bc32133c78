package org.graphrec.procedures.propagate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.live.FloatList;
import org.graphrec.procedures.live.VectorWriter;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.PrivacyLedger;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.privacy.PrivatePropagation;
import org.graphrec.training.privacy.SecureNoise;
import org.graphrec.training.propagate.Propagation;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.propagate.*}: features spread along relationships, without training. */
public final class PropagateProcedures extends CallContext {

    @Procedure(name = "rec.propagate.stream", mode = Mode.READ)
    @Description("Streams each node's mix of its own vector and its neighbours', in the space of the vectors.")
    public Stream<PropagateStreamRow> stream(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        PropagateOptions options = PropagateOptions.read(configuration, null);
        Projection graph = projection(graphName);
        ProgressMonitor monitor = monitor("rec.propagate.stream", options, List.of("Read", "Propagate"));
        try {
            Matrix vectors = propagate(graph, options, monitor).vectors();
            // the rows hold the vectors, so their memory is given back after the last one
            return IntStream.range(0, vectors.rows())
                    .mapToObj(v -> new PropagateStreamRow(
                            graph.originalId(v), new FloatList(vectors.values(), vectors.offset(v), vectors.columns())))
                    .onClose(monitor::close);
        } catch (RuntimeException | Error early) {
            monitor.close();
            throw early;
        }
    }

    @Procedure(name = "rec.propagate.mutate", mode = Mode.READ)
    @Description("Adds each node's mix of its own vector and its neighbours' to the projected graph.")
    public Stream<PropagateMutateRow> mutate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        PropagateOptions options = PropagateOptions.read(configuration, "mutateProperty");
        Projection graph = projection(graphName);
        graph.requireAbsent(options.target());
        try (ProgressMonitor monitor = monitor("rec.propagate.mutate", options, List.of("Read", "Propagate"))) {
            Propagated result = propagate(graph, options, monitor);
            long start = System.nanoTime();
            graph.addVectors(options.target(), result.vectors());
            return Stream.of(new PropagateMutateRow(
                    graph.nodeCount(),
                    graph.nodeCount(),
                    result.preProcessingMillis(),
                    result.computeMillis(),
                    millisSince(start),
                    result.privacy(),
                    options.configuration()));
        }
    }

    @Procedure(name = "rec.propagate.write", mode = Mode.WRITE)
    @Description("Writes each node's mix of its own vector and its neighbours' as a node property.")
    public Stream<PropagateWriteRow> write(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        requireWriter("rec.propagate.write");
        PropagateOptions options = PropagateOptions.read(configuration, "writeProperty");
        Projection graph = projection(graphName);
        try (ProgressMonitor monitor = monitor("rec.propagate.write", options, List.of("Read", "Propagate", "Write"))) {
            Propagated result = propagate(graph, options, monitor);
            long start = System.nanoTime();
            Matrix vectors = result.vectors();
            long written = VectorWriter.writeAll(
                    ownTransactions("rec.propagate.write"),
                    graph.originalIds(),
                    options.target(),
                    v -> Arrays.copyOfRange(vectors.values(), vectors.offset(v), vectors.offset(v) + vectors.columns()),
                    monitor);
            return Stream.of(new PropagateWriteRow(
                    graph.nodeCount(),
                    written,
                    result.preProcessingMillis(),
                    result.computeMillis(),
                    millisSince(start),
                    result.privacy(),
                    options.configuration()));
        }
    }

    @Procedure(name = "rec.propagate.stream.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.propagate.stream would need.")
    public Stream<EstimateRow> streamEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.propagate.stream", graphName, PropagateOptions.read(configuration, null));
    }

    @Procedure(name = "rec.propagate.mutate.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.propagate.mutate would need.")
    public Stream<EstimateRow> mutateEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.propagate.mutate", graphName, PropagateOptions.read(configuration, "mutateProperty"));
    }

    @Procedure(name = "rec.propagate.write.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.propagate.write would need.")
    public Stream<EstimateRow> writeEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.propagate.write", graphName, PropagateOptions.read(configuration, "writeProperty"));
    }

    private ProgressMonitor monitor(String task, PropagateOptions options, List<String> phases) {
        return monitor(task, options.propagation().concurrency(), phases);
    }

    private Stream<EstimateRow> estimate(String procedure, String graphName, PropagateOptions options) {
        Projection graph = projection(graphName);
        return Stream.of(
                EstimateRow.of(procedure, memory(graph, options), 0, graph.nodeCount(), graph.relationshipCount()));
    }

    /** Bytes of heap by what they are for. */
    private static Map<String, Long> memory(Projection graph, PropagateOptions options) {
        int dimension = graph.dimension(options.features());
        long edges = graph.adjacencyEdges();
        long all = Propagation.peakBytes(
                graph.nodeCount(), edges, dimension, options.relationshipWeightProperty() != null);
        long vectors = 4L * graph.nodeCount() * dimension;
        Map<String, Long> parts = new LinkedHashMap<>();
        parts.put("features", vectors);
        parts.put("layers", 3 * vectors);
        parts.put("adjacency", all - 4 * vectors);
        return parts;
    }

    private Propagated propagate(Projection graph, PropagateOptions options, ProgressMonitor monitor) {
        long start = System.nanoTime();
        monitor.reserve(memory(graph, options).values().stream()
                .mapToLong(Long::longValue)
                .sum());
        monitor.phase("Read", 1);
        Features read = graph.features(options.features(), options.propagation().concurrency());
        Matrix features = options.modelName() == null
                ? read.matrix()
                : new TextHeads(this).apply(options.modelName(), graph, read);
        Csr adjacency = graph.adjacency(
                options.relationshipTypes(),
                options.relationshipWeightProperty(),
                options.propagation().concurrency());
        long preProcessing = millisSince(start);
        start = System.nanoTime();
        if (options.privacy() == null) {
            Matrix vectors = Propagation.propagate(adjacency, features, options.propagation(), monitor);
            return new Propagated(vectors, null, preProcessing, millisSince(start));
        }
        double sigma = PrivatePropagation.sigma(
                options.privacy(), options.propagation().layers());
        Matrix vectors = PrivatePropagation.propagate(
                adjacency,
                features,
                options.propagation().iterationWeights(),
                sigma,
                SecureNoise.fresh(),
                options.propagation().concurrency(),
                monitor);
        return new Propagated(
                vectors, report(options, sigma, graph.spend(options.privacy())), preProcessing, millisSince(start));
    }

    /** The budget of a call, as its row accounts for it, and of all calls on the same projection so far. */
    private static Map<String, Object> report(PropagateOptions options, double sigma, PrivacyLedger.Spent spent) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("epsilon", options.privacy().epsilon());
        report.put("delta", options.privacy().delta());
        report.put("protects", "one relationship");
        report.put("mechanism", "analytic Gaussian");
        report.put("sensitivity", PrivatePropagation.SENSITIVITY);
        report.put("answers", (long) options.propagation().layers());
        report.put("sigma", sigma);
        report.put("epsilonSpent", spent.epsilon());
        report.put("deltaSpent", spent.delta());
        report.put("callsSoFar", spent.calls());
        return report;
    }

    private static long millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1_000_000;
    }

    private record Propagated(
            Matrix vectors, Map<String, Object> privacy, long preProcessingMillis, long computeMillis) {}
}
