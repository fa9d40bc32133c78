package org.graphrec.procedures.classify;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.live.FloatList;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.classify.ClassificationMetrics;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.classify.stream}, {@code rec.classify.mutate} and {@code rec.classify.write}. */
public final class ClassifyProcedures extends CallContext {

    @Procedure(name = "rec.classify.stream", mode = Mode.READ)
    @Description("Streams the most probable class of each node of a projected graph.")
    public Stream<ClassifyStreamRow> stream(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        ClassifyOptions options = ClassifyOptions.read(configuration, null);
        try (ProgressMonitor monitor = monitor("rec.classify.stream", options, "Read", "Classify")) {
            Classified result = classified(graphName, options, monitor);
            return result.nodes().stream()
                    .map(v -> new ClassifyStreamRow(
                            result.graph().originalId(v),
                            result.predicted(v),
                            options.includeProbabilities() ? FloatList.of(result.probabilities(v)) : null));
        }
    }

    @Procedure(name = "rec.classify.mutate", mode = Mode.READ)
    @Description("Adds the most probable class of each node to a projected graph.")
    public Stream<ClassifyMutateRow> mutate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        ClassifyOptions options = ClassifyOptions.read(configuration, "mutateProperty");
        Projection graph = projection(graphName);
        graph.requireAbsent(options.target());
        if (options.probabilityTarget() != null) {
            graph.requireAbsent(options.probabilityTarget());
        }
        NodeClassifier model = model(options);
        if (!(model.classes().get(0) instanceof Long)) {
            throw new IllegalArgumentException("The classes of the model `" + model.name()
                    + "` must be whole numbers, which alone a projected graph can hold, but are " + model.classes()
                    + ". Use `rec.classify.write`.");
        }
        try (ProgressMonitor monitor = monitor("rec.classify.mutate", options, "Read", "Classify")) {
            Classified result = classified(graphName, options, monitor);
            long start = System.nanoTime();
            long[] classes = new long[graph.nodeCount()];
            Arrays.fill(classes, Long.MIN_VALUE);
            for (int v : result.nodes()) {
                classes[v] = (Long) result.predicted(v);
            }
            graph.addLongs(options.target(), classes);
            if (options.probabilityTarget() != null) {
                graph.addVectors(options.probabilityTarget(), result.probabilities());
            }
            return Stream.of(new ClassifyMutateRow(
                    result.nodes().size() * (options.probabilityTarget() == null ? 1L : 2),
                    result.preProcessingMillis(),
                    result.computeMillis(),
                    millisSince(start),
                    options.configuration()));
        }
    }

    @Procedure(name = "rec.classify.write", mode = Mode.WRITE)
    @Description("Writes the most probable class of each node as a node property.")
    public Stream<ClassifyWriteRow> write(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        requireWriter("rec.classify.write");
        ClassifyOptions options = ClassifyOptions.read(configuration, "writeProperty");
        try (ProgressMonitor monitor = monitor("rec.classify.write", options, "Read", "Classify", "Write")) {
            Classified result = classified(graphName, options, monitor);
            long start = System.nanoTime();
            long written = new ClassWriter(
                            ownTransactions("rec.classify.write"), options.target(), options.probabilityTarget())
                    .write(
                            result.nodes(),
                            result.graph()::originalId,
                            result::predicted,
                            result::probabilities,
                            monitor);
            return Stream.of(new ClassifyWriteRow(
                    written,
                    result.preProcessingMillis(),
                    result.computeMillis(),
                    millisSince(start),
                    options.configuration()));
        }
    }

    @Procedure(name = "rec.classify.stream.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.stream would need.")
    public Stream<EstimateRow> streamEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.classify.stream", graphName, ClassifyOptions.read(configuration, null));
    }

    @Procedure(name = "rec.classify.mutate.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.mutate would need.")
    public Stream<EstimateRow> mutateEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.classify.mutate", graphName, ClassifyOptions.read(configuration, "mutateProperty"));
    }

    @Procedure(name = "rec.classify.write.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.write would need.")
    public Stream<EstimateRow> writeEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.classify.write", graphName, ClassifyOptions.read(configuration, "writeProperty"));
    }

    private ProgressMonitor monitor(String task, ClassifyOptions options, String... phases) {
        return monitor(task, options.concurrency(), List.of(phases));
    }

    private Stream<EstimateRow> estimate(String procedure, String graphName, ClassifyOptions options) {
        Projection graph = projection(graphName);
        return Stream.of(EstimateRow.of(
                procedure, memory(graph, model(options), options), 0, graph.nodeCount(), graph.relationshipCount()));
    }

    private Classified classified(String graphName, ClassifyOptions options, ProgressMonitor monitor) {
        long start = System.nanoTime();
        Projection graph = projection(graphName);
        NodeClassifier model = model(options);
        monitor.reserve(ClassifyMemory.sum(memory(graph, model, options)));
        monitor.phase("Read", 1);
        Matrix features =
                graph.features(selection(model), options.concurrency()).matrix();
        if (features.columns() != model.features().dimension()) {
            throw new IllegalArgumentException("The features of the graph `" + graphName + "` must have "
                    + model.features().dimension() + " columns, as the model `" + model.name()
                    + "` was trained, but have " + features.columns() + ". Write them again with the same encoder.");
        }
        List<String> types =
                options.relationshipTypes().isEmpty() ? model.relationshipTypes() : options.relationshipTypes();
        Csr adjacency = graph.adjacency(types, model.weightProperty(), options.concurrency());
        List<Integer> nodes = IntStream.range(0, graph.nodeCount())
                .filter(v -> graph.hasAnyLabel(v, "targetNodeLabels", options.targetNodeLabels()))
                .boxed()
                .toList();
        long preProcessing = millisSince(start);
        start = System.nanoTime();
        monitor.phase("Classify", 1);
        Matrix probabilities = model.fit().model().probabilities(adjacency, features, options.concurrency(), monitor);
        return new Classified(graph, model, nodes, probabilities, preProcessing, millisSince(start));
    }

    private NodeClassifier model(ClassifyOptions options) {
        return ModelCatalog.of(this).model(options.modelName(), NodeClassifier.class);
    }

    private static Map<String, Long> memory(Projection graph, NodeClassifier model, ClassifyOptions options) {
        return ClassifyMemory.of(
                graph,
                selection(model),
                model.fit().model().architecture(),
                model.classes().size(),
                options.concurrency());
    }

    private static FeatureSelection selection(NodeClassifier model) {
        List<LiveFeatures.Block> blocks = model.features().blocks();
        return new FeatureSelection(
                blocks.stream().map(LiveFeatures.Block::property).toList(),
                blocks.stream().map(LiveFeatures.Block::weight).toList());
    }

    private static long millisSince(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1_000_000;
    }

    /** What is known of the nodes of a graph after they were classified. */
    private record Classified(
            Projection graph,
            NodeClassifier model,
            List<Integer> nodes,
            Matrix probabilities,
            long preProcessingMillis,
            long computeMillis) {

        Object predicted(int v) {
            return model.classes().get(ClassificationMetrics.mostProbable(probabilities, v));
        }

        float[] probabilities(int v) {
            int from = probabilities.offset(v);
            return Arrays.copyOfRange(probabilities.values(), from, from + probabilities.columns());
        }
    }
}
