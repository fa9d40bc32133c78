package org.graphrec.procedures.classify;

import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.classify.ClassifierFitter;

/** Upper bounds on the heap of a call, in bytes by what they are for. */
final class ClassifyMemory {
    private ClassifyMemory() {}

    static long sum(Map<String, Long> parts) {
        return parts.values().stream().mapToLong(Long::longValue).sum();
    }

    static Map<String, Long> of(
            Projection graph, FeatureSelection features, String architecture, int classes, int concurrency) {
        long nodes = graph.nodeCount();
        long dimension = graph.dimension(features);
        Map<String, Long> parts = new LinkedHashMap<>();
        // as they are read, and side by side
        parts.put("features", nodes * (8 * dimension + 48));
        // both directions, as a list and as a matrix
        parts.put("adjacency", 48 * graph.relationshipCount());
        parts.put(
                "model",
                ClassifierFitter.of(architecture)
                        .peakBytes(nodes, 2 * graph.relationshipCount(), dimension, classes, concurrency));
        return parts;
    }
}
