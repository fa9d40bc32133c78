// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProcedureCall;
import org.graphrec.procedures.live.FloatList;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.Projection;
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
        return classification(call("rec.classify.stream"), graphName, configuration, null)
                .phases("Read", "Classify")
                .reserve(Classification::memory)
                .stream((call, classification) -> {
            Classification.Result result = classification.run(call);
            return result.nodes().stream()
                    .map(v -> new ClassifyStreamRow(
                            classification.graph().originalId(v),
                            result.predicted(v),
                            classification.options().includeProbabilities()
                                    ? FloatList.of(result.probabilities(v))
                                    : null));
        });
    }

    @Procedure(name = "rec.classify.mutate", mode = Mode.READ)
    @Description("Adds the most probable class of each node to a projected graph.")
    public Stream<ClassifyMutateRow> mutate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return classification(call("rec.classify.mutate"), graphName, configuration, "mutateProperty")
                .on(Classification::ontoNewProperties)
                .phases("Read", "Classify")
                .reserve(Classification::memory)
                .row((call, classification) -> {
                    ClassifyOptions options = classification.options();
                    Projection graph = classification.graph();
                    Classification.Result result = classification.run(call);
                    long[] classes = new long[graph.nodeCount()];
                    Arrays.fill(classes, Long.MIN_VALUE);
                    for (int v : result.nodes()) {
                        classes[v] = (Long) result.predicted(v);
                    }
                    graph.addLongs(options.written().classes(), classes);
                    if (options.written().probabilities() != null) {
                        graph.addVectors(options.written().probabilities(), result.probabilities());
                    }
                    return new ClassifyMutateRow(
                            result.nodes().size() * (options.written().probabilities() == null ? 1L : 2),
                            result.preProcessingMillis(),
                            result.computeMillis(),
                            call.lap(),
                            options.configuration());
                });
    }

    @Procedure(name = "rec.classify.write", mode = Mode.WRITE)
    @Description("Writes the most probable class of each node as a node property.")
    public Stream<ClassifyWriteRow> write(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return classification(call("rec.classify.write").writes(), graphName, configuration, "writeProperty")
                .phases("Read", "Classify", "Write")
                .reserve(Classification::memory)
                .row((call, classification) -> {
                    ClassifyOptions options = classification.options();
                    Classification.Result result = classification.run(call);
                    long written = new ClassWriter(
                                    call.transactions(),
                                    options.written().classes(),
                                    options.written().probabilities())
                            .write(
                                    result.nodes(),
                                    classification.graph()::originalId,
                                    result::predicted,
                                    result::probabilities,
                                    call);
                    return new ClassifyWriteRow(
                            written,
                            result.preProcessingMillis(),
                            result.computeMillis(),
                            call.lap(),
                            options.configuration());
                });
    }

    @Procedure(name = "rec.classify.stream.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.stream would need.")
    public Stream<EstimateRow> streamEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.classify.stream", graphName, configuration, null);
    }

    @Procedure(name = "rec.classify.mutate.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.mutate would need.")
    public Stream<EstimateRow> mutateEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.classify.mutate", graphName, configuration, "mutateProperty");
    }

    @Procedure(name = "rec.classify.write.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.write would need.")
    public Stream<EstimateRow> writeEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.classify.write", graphName, configuration, "writeProperty");
    }

    private Stream<EstimateRow> estimate(
            String procedure, String graphName, Map<String, Object> configuration, String targetKey) {
        return classification(call(procedure + ".estimate"), graphName, configuration, targetKey)
                .row((call, classification) -> classification.estimate(procedure));
    }

    private ProcedureCall<Classification> classification(
            ProcedureCall<?> call, String graphName, Map<String, Object> configuration, String targetKey) {
        return call.config(configuration, map -> ClassifyOptions.read(map, targetKey))
                .threads(ClassifyOptions::concurrency)
                .on(options -> new Classification(
                        projection(graphName),
                        ModelCatalog.of(this).model(options.modelName(), NodeClassifier.class),
                        options));
    }
}
