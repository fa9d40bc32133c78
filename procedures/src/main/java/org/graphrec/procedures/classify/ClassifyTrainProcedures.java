package org.graphrec.procedures.classify;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.graphrec.procedures.call.CallContext;
import org.graphrec.procedures.call.ProgressMonitor;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.NativeMemory;
import org.graphrec.procedures.model.ModelCatalog;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierFitter;
import org.graphrec.training.classify.ClassifierTrainer;
import org.graphrec.training.classify.NodeTask;
import org.graphrec.training.graph.Csr;
import org.neo4j.procedure.Description;
import org.neo4j.procedure.Mode;
import org.neo4j.procedure.Name;
import org.neo4j.procedure.Procedure;

/** {@code rec.classify.train}. */
public final class ClassifyTrainProcedures extends CallContext {
    private static final String NAME = "rec.classify.train";
    private static final List<String> PHASES = List.of("Read", "Tune classes", "Fit classes");

    @Procedure(name = NAME, mode = Mode.READ)
    @Description(
            "Trains a classifier of nodes on a projected graph, on features that go along the relationships, and keeps"
                    + " it under modelName. Nodes without targetProperty take part with their features and relationships.")
    public Stream<ClassifyTrainRow> train(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        long start = System.nanoTime();
        ClassifyTrainConfig config = ClassifyTrainConfig.read(configuration);
        NodeClassifier model = ModelCatalog.of(this)
                .recordTraining(config.modelName(), catalog -> trained(graphName, config, catalog));
        long millis = (System.nanoTime() - start) / 1_000_000;
        return Stream.of(new ClassifyTrainRow(model.info(), millis, config.configuration()));
    }

    @Procedure(name = NAME + ".estimate", mode = Mode.READ)
    @Description("Returns an upper bound on the memory that rec.classify.train would need.")
    public Stream<EstimateRow> estimate(
            @Name("graphName") String graphName,
            @Name(value = "configuration", defaultValue = "{}") Map<String, Object> configuration) {
        ClassifyTrainConfig config = ClassifyTrainConfig.read(configuration);
        Projection graph = projection(graphName);
        Targets targets = Targets.read(graph, config.targetProperty(), config.targetNodeLabels(), transaction);
        return Stream.of(EstimateRow.of(
                NAME,
                memory(graph, config, targets),
                nativeBytes(graph, config),
                graph.nodeCount(),
                graph.relationshipCount()));
    }

    private NodeClassifier trained(String graphName, ClassifyTrainConfig config, ModelCatalog catalog) {
        try (ModelCatalog.Reservation reservation = catalog.reserve(config.modelName());
                ProgressMonitor monitor = monitor(NAME, config.options().concurrency(), PHASES)) {
            monitor.phase("Read", 1);
            Projection graph = projection(graphName);
            Targets targets = Targets.read(graph, config.targetProperty(), config.targetNodeLabels(), transaction);
            if (!config.options().classWeights().isEmpty()
                    && config.options().classWeights().size()
                            != targets.classes().size()) {
                throw new IllegalArgumentException("The value of `classWeights` must have a number for each of the "
                        + targets.classes().size() + " classes " + targets.classes() + " but has "
                        + config.options().classWeights().size() + ".");
            }
            monitor.reserve(ClassifyMemory.sum(memory(graph, config, targets)));
            NativeMemory.require("`" + NAME + "`", nativeBytes(graph, config));
            Features features =
                    graph.features(config.features(), config.options().concurrency());
            Csr adjacency = graph.adjacency(
                    config.relationshipTypes(),
                    config.relationshipWeightProperty(),
                    config.options().concurrency());
            ClassifierFit fit = ClassifierTrainer.fit(
                    new NodeTask(
                            adjacency,
                            features.matrix(),
                            targets.classOf(),
                            targets.classes().size()),
                    config.options(),
                    monitor);
            NodeClassifier model = new NodeClassifier(
                    config.modelName(),
                    liveFeatures(graph, features),
                    config.relationshipTypes(),
                    config.relationshipWeightProperty(),
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

    private static long nativeBytes(Projection graph, ClassifyTrainConfig config) {
        return ClassifierFitter.of(config.options().architecture())
                .nativeBytes(graph.nodeCount(), 2 * graph.relationshipCount(), graph.dimension(config.features()));
    }

    private static Map<String, Long> memory(Projection graph, ClassifyTrainConfig config, Targets targets) {
        return ClassifyMemory.of(
                graph,
                config.features(),
                config.options().architecture(),
                targets.classes().size(),
                config.options().concurrency());
    }
}
