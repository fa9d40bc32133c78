// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.model.NodeClassifier;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.procedures.projection.RelationshipSelection;
import org.graphrec.training.classify.ClassificationMetrics;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/** A graph whose nodes a model classifies. */
record Classification(Projection graph, NodeClassifier model, ClassifyOptions options) {

    /**
     * What is known of the nodes of a graph after they were classified.
     *
     * @param nodes those asked for
     * @param probabilities a row a node of the graph, a column a class
     */
    record Result(
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

    /** An upper bound. */
    MemoryNeed memory() {
        return ClassifyMemory.of(
                graph,
                selection(),
                model.fit().model().architecture(),
                model.classes().size(),
                options.concurrency());
    }

    EstimateRow estimate(String procedure) {
        return EstimateRow.of(procedure, memory(), graph.nodeCount(), graph.relationshipCount());
    }

    /** The same, where the graph does not have the targets yet and can hold them. */
    Classification ontoNewProperties() {
        graph.requireAbsent(options.written().classes());
        if (options.written().probabilities() != null) {
            graph.requireAbsent(options.written().probabilities());
        }
        if (!(model.classes().get(0) instanceof Long)) {
            throw new IllegalArgumentException("The classes of the model `" + model.name()
                    + "` must be whole numbers, because a projected graph holds nothing else, but are "
                    + model.classes()
                    + ". Use `rec.classify.write`.");
        }
        return this;
    }

    /** Reads features and relationships, and classifies. */
    Result run(RunningCall call) {
        call.phase("Read", 1);
        Matrix features = graph.features(selection(), options.concurrency()).matrix();
        if (features.columns() != model.features().dimension()) {
            throw new IllegalArgumentException("The features of the graph `" + graph.name() + "` must have "
                    + model.features().dimension() + " columns, as the model `" + model.name()
                    + "` was trained, but have " + features.columns() + ". Write them again with the same encoder.");
        }
        List<String> types =
                options.relationshipTypes().isEmpty() ? model.relationshipTypes() : options.relationshipTypes();
        Csr adjacency =
                graph.adjacency(new RelationshipSelection(types, model.weightProperty()), options.concurrency());
        List<Integer> nodes = IntStream.range(0, graph.nodeCount())
                .filter(v -> graph.hasAnyLabel(v, "targetNodeLabels", options.targetNodeLabels()))
                .boxed()
                .toList();
        long preProcessing = call.lap();
        call.phase("Classify", 1);
        Matrix probabilities = model.fit().model().probabilities(adjacency, features, options.concurrency(), call);
        return new Result(model, nodes, probabilities, preProcessing, call.lap());
    }

    private FeatureSelection selection() {
        List<LiveFeatures.Block> blocks = model.features().blocks();
        return new FeatureSelection(
                blocks.stream().map(LiveFeatures.Block::property).toList(),
                blocks.stream().map(LiveFeatures.Block::weight).toList());
    }
}
