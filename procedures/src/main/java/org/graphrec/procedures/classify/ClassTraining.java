// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.Spaces;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.Features;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.training.classify.ClassificationMetrics;
import org.graphrec.training.classify.ClassifierFit;
import org.graphrec.training.classify.ClassifierTrainer;
import org.graphrec.training.classify.NodeTask;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.neo4j.graphdb.Transaction;

/** The training of a classifier, in its parts: reading what is learned from, fitting, and what becomes the model. */
public final class ClassTraining {
    /** The phases of a training, the first of which is the reading. */
    public static final List<String> PHASES = List.of("Read", "Tune classes", "Fit classes");

    private final Projection projection;
    private final ClassifyTrainConfig config;
    private final RunningCall call;
    private final Targets targets;
    private final Features features;
    private final Csr adjacency;
    private final LiveFeatures live;

    private ClassTraining(
            Projection projection,
            ClassifyTrainConfig config,
            RunningCall call,
            Targets targets,
            Features features,
            LiveFeatures live) {
        this.projection = projection;
        this.config = config;
        this.call = call;
        this.targets = targets;
        this.features = features;
        this.adjacency =
                projection.adjacency(config.relationships(), config.options().concurrency());
        this.live = live;
    }

    /**
     * Reads what is learned from, once there is memory for it and for the fit.
     *
     * @param transaction reads classes that the projection does not have, and what encoder wrote the features
     */
    public static ClassTraining read(
            Projection projection, ClassifyTrainConfig config, Transaction transaction, RunningCall call) {
        LabelledGraph graph = new LabelledGraph(projection, config);
        call.reserve(graph.memoryOfTargets());
        Targets targets = graph.targets(transaction);
        int weights = config.options().classWeights().size();
        if (weights > 0 && weights != targets.classes().size()) {
            throw new IllegalArgumentException("The value of `classWeights` must have a number for each of the "
                    + targets.classes().size() + " classes " + targets.classes() + " but has " + weights + ".");
        }
        call.reserve(graph.memory(targets));
        Features features =
                projection.features(config.features(), config.options().concurrency());
        NodeIndex nodes = index(projection, IntStream.range(0, projection.nodeCount()));
        LiveFeatures live = features.live(features.blocks().stream()
                .map(block -> Spaces.of(transaction, nodes, block.property()))
                .toList());
        return new ClassTraining(projection, config, call, targets, features, live);
    }

    private static NodeIndex index(Projection projection, IntStream rows) {
        return new NodeIndex(rows.mapToLong(projection::originalId).sorted().toArray());
    }

    /** For each node of the projection the position of its class; -1 where it has none. */
    public int[] classOf() {
        return targets.classOf();
    }

    /** The classes there are, ascending. */
    List<Object> classes() {
        return targets.classes();
    }

    /** The id of a node. */
    long id(int row) {
        return projection.originalId(row);
    }

    /** What a node is told by. */
    LiveFeatures live() {
        return live;
    }

    /** Fits to nodes of some classes, -1 where a node's is not to be known. */
    public ClassifierFit fit(int[] classOf) {
        NodeTask task = new NodeTask(
                adjacency, features.matrix(), classOf, targets.classes().size());
        return ClassifierTrainer.fit(task, config.options(), call);
    }

    /** The most probable class of some nodes by a model over the same features. */
    List<Object> predicted(ClassifierFit fit, List<Object> classes, int[] nodes) {
        Matrix probabilities = fit.model()
                .probabilities(adjacency, features.matrix(), config.options().concurrency(), call);
        return IntStream.of(nodes)
                .mapToObj(node -> classes.get(ClassificationMetrics.mostProbable(probabilities, node)))
                .toList();
    }

    /** The model of a fit to all classes. */
    public NodeClassifier model(ClassifierFit fit) {
        int[] classOf = targets.classOf();
        int[] labelled =
                IntStream.range(0, classOf.length).filter(v -> classOf[v] >= 0).toArray();
        return new NodeClassifier(
                config.modelName(),
                live,
                config.relationships().types(),
                config.relationships().weightProperty(),
                targets.classes(),
                fit,
                config.configuration(),
                ZonedDateTime.now(ZoneOffset.UTC),
                labelled.length,
                new NodeClassifier.Origin(projection.name(), declaration(), index(projection, IntStream.of(labelled))));
    }

    /** What makes the projection again, where nothing was left out of it afterwards. */
    private Map<String, Object> declaration() {
        return projection.filtered()
                ? Map.of()
                : projection.declaration().map(Declaration::map).orElse(Map.of());
    }
}
