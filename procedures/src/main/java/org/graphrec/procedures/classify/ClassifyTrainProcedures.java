// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.Map;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.NodeClassifier;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.classify.train}. */
public final class ClassifyTrainProcedures extends CallContext {
    private static final String NAME = "rec.classify.train";

    @Procedure(name = NAME, mode = Mode.READ)
    @Description("Trains a node classifier on features propagated over a projected graph, and keeps it under"
            + " modelName. Nodes without targetProperty contribute features and relationships.")
    public Stream<ClassifyTrainRow> train(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call(NAME)
                .config(configuration, ClassifyTrainConfig::read)
                .threads(config -> config.options().concurrency())
                .phases(config -> ClassTraining.PHASES)
                .row((call, config) -> {
                    NodeClassifier model = ModelCatalog.of(this)
                            .recordTraining(config.modelName(), catalog -> trained(graphName, config, catalog, call));
                    return ClassifyTrainRow.of(model, call.lap(), config.configuration());
                });
    }

    @Procedure(name = NAME + ".estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.train would need.")
    public Stream<EstimateRow> estimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        return call(NAME + ".estimate")
                .config(configuration, ClassifyTrainConfig::read)
                .on(config -> new LabelledGraph(projection(graphName), config))
                .reserve(LabelledGraph::memoryOfTargets)
                .row((call, graph) -> EstimateRow.of(
                        NAME,
                        graph.memory(graph.targets(transaction)),
                        graph.projection().nodeCount(),
                        graph.projection().relationshipCount()));
    }

    private NodeClassifier trained(
            String graphName, ClassifyTrainConfig config, ModelCatalog catalog, RunningCall call) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(config.modelName())) {
            call.phase(ClassTraining.PHASES.get(0), 1);
            ClassTraining training = ClassTraining.read(projection(graphName), config, transaction, call);
            NodeClassifier model = training.model(training.fit(training.classOf()));
            reservation.fulfil(model);
            return model;
        }
    }
}
