// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierFitter;
import org.graphrec.training.classify.ClassifierTrainer;
import org.graphrec.training.classify.NodeTask;
import org.graphrec.training.graph.Csr;
import org.neo4j.graphdb.Transaction;
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
                .phases("Read", "Tune classes", "Fit classes")
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
                .on(config -> new GraphToLearn(projection(graphName), config))
                .reserve(GraphToLearn::memoryOfTargets)
                .row((call, graph) -> EstimateRow.of(
                        NAME,
                        graph.memory(graph.targets(transaction)),
                        graph.projection().nodeCount(),
                        graph.projection().relationshipCount()));
    }

    private NodeClassifier trained(
            String graphName, ClassifyTrainConfig config, ModelCatalog catalog, RunningCall call) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(config.modelName())) {
            call.phase("Read", 1);
            Projection graph = projection(graphName);
            GraphToLearn toLearn = new GraphToLearn(graph, config);
            call.reserve(toLearn.memoryOfTargets());
            Targets targets = toLearn.targets(transaction);
            if (!config.options().classWeights().isEmpty()
                    && config.options().classWeights().size()
                            != targets.classes().size()) {
                throw new IllegalArgumentException("The value of `classWeights` must have a number for each of the "
                        + targets.classes().size() + " classes " + targets.classes() + " but has "
                        + config.options().classWeights().size() + ".");
            }
            call.reserve(toLearn.memory(targets));
            Features features =
                    graph.features(config.features(), config.options().concurrency());
            Csr adjacency =
                    graph.adjacency(config.relationships(), config.options().concurrency());
            ClassifierFit fit = ClassifierTrainer.fit(
                    new NodeTask(
                            adjacency,
                            features.matrix(),
                            targets.classOf(),
                            targets.classes().size()),
                    config.options(),
                    call);
            NodeClassifier model = new NodeClassifier(
                    config.modelName(),
                    liveFeatures(graph, features),
                    config.relationships().types(),
                    config.relationships().weightProperty(),
                    targets.classes(),
                    fit,
                    config.configuration(),
                    ZonedDateTime.now(ZoneOffset.UTC),
                    IntStream.of(targets.classOf()).filter(c -> c >= 0).count());
            reservation.fulfil(model);
            return model;
        }
    }

    private LiveFeatures liveFeatures(Projection graph, Features features) {
        NodeIndex nodes = new NodeIndex(IntStream.range(0, graph.nodeCount())
                .mapToLong(graph::originalId)
                .sorted()
                .toArray());
        return features.live(features.blocks().stream()
                .map(block -> Spaces.of(transaction, nodes, block.property()))
                .toList());
    }

    /** What a classifier learns from, before its features are read. */
    private record GraphToLearn(Projection projection, ClassifyTrainConfig config) {

        MemoryNeed memoryOfTargets() {
            return ClassifyMemory.ofTargets(projection);
        }

        Targets targets(Transaction transaction) {
            return Targets.read(projection, config.targetProperty(), config.targetNodeLabels(), transaction);
        }

        MemoryNeed memory(Targets targets) {
            return ClassifyMemory.of(
                            projection,
                            config.features(),
                            config.options().architecture(),
                            targets.classes().size(),
                            config.options().concurrency())
                    .withOutside(ClassifierFitter.of(config.options().architecture())
                            .nativeBytes(
                                    projection.nodeCount(),
                                    2 * projection.relationshipCount(),
                                    projection.dimension(config.features())));
        }
    }
}
