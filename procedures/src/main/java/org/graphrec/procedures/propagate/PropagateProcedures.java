// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.propagate;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProcedureCall;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.FloatList;
import org.graphrec.procedures.live.VectorWriter;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.training.math.Matrix;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.propagate.*}: features spread along relationships, without training. */
public final class PropagateProcedures extends CallContext {

    @Procedure(name = "rec.propagate.stream", mode = Mode.READ)
    @Description("Streams the vector of each node after propagation: a weighted mean of its own vector and"
            + " those of its neighbours.")
    public Stream<PropagateStreamRow> stream(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return spread(call("rec.propagate.stream"), graphName, configuration, null)
                .phases("Read", "Propagate")
                .reserve(Spread::memory)
                .stream((call, spread) -> {
            Matrix vectors = run(call, spread).vectors();
            return IntStream.range(0, vectors.rows())
                    .mapToObj(v -> new PropagateStreamRow(
                            spread.graph().originalId(v),
                            new FloatList(vectors.values(), vectors.offset(v), vectors.columns())));
        });
    }

    @Procedure(name = "rec.propagate.mutate", mode = Mode.READ)
    @Description("Adds the vector of each node after propagation, a weighted mean of its own vector and those"
            + " of its neighbours, to the projected graph.")
    public Stream<PropagateMutateRow> mutate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return spread(call("rec.propagate.mutate"), graphName, configuration, "mutateProperty")
                .on(Spread::ontoNewProperty)
                .phases("Read", "Propagate")
                .reserve(Spread::memory)
                .row((call, spread) -> {
                    Spread.Result result = run(call, spread);
                    spread.graph().addVectors(spread.options().target(), result.vectors());
                    return new PropagateMutateRow(
                            spread.graph().nodeCount(),
                            spread.graph().nodeCount(),
                            result.preProcessingMillis(),
                            result.computeMillis(),
                            call.lap(),
                            result.privacy(),
                            spread.options().configuration());
                });
    }

    @Procedure(name = "rec.propagate.write", mode = Mode.WRITE)
    @Description("Writes the vector of each node after propagation, a weighted mean of its own vector and"
            + " those of its neighbours, as a node property.")
    public Stream<PropagateWriteRow> write(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return spread(call("rec.propagate.write").writes(), graphName, configuration, "writeProperty")
                .phases("Read", "Propagate", "Write")
                .reserve(Spread::memory)
                .row((call, spread) -> {
                    Spread.Result result = run(call, spread);
                    Matrix vectors = result.vectors();
                    long written = VectorWriter.writeAll(
                            call.transactions(),
                            spread.graph().originalIds(),
                            spread.options().target(),
                            v -> Arrays.copyOfRange(
                                    vectors.values(), vectors.offset(v), vectors.offset(v) + vectors.columns()),
                            call);
                    return new PropagateWriteRow(
                            spread.graph().nodeCount(),
                            written,
                            result.preProcessingMillis(),
                            result.computeMillis(),
                            call.lap(),
                            result.privacy(),
                            spread.options().configuration());
                });
    }

    @Procedure(name = "rec.propagate.stream.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.propagate.stream would need.")
    public Stream<EstimateRow> streamEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.propagate.stream", graphName, configuration, null);
    }

    @Procedure(name = "rec.propagate.mutate.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.propagate.mutate would need.")
    public Stream<EstimateRow> mutateEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.propagate.mutate", graphName, configuration, "mutateProperty");
    }

    @Procedure(name = "rec.propagate.write.estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.propagate.write would need.")
    public Stream<EstimateRow> writeEstimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return estimate("rec.propagate.write", graphName, configuration, "writeProperty");
    }

    private Stream<EstimateRow> estimate(
            String procedure, String graphName, Map<String, Object> configuration, String targetKey) {
        return spread(call(procedure + ".estimate"), graphName, configuration, targetKey)
                .row((call, spread) -> spread.estimate(procedure));
    }

    private ProcedureCall<Spread> spread(
            ProcedureCall<?> call, String graphName, Map<String, Object> configuration, String targetKey) {
        return call.config(configuration, map -> PropagateOptions.read(map, targetKey))
                .threads(options -> options.propagation().concurrency())
                .on(options -> new Spread(projection(graphName), options));
    }

    private Spread.Result run(RunningCall call, Spread spread) {
        return spread.run(call, new TextHeads(this));
    }
}
