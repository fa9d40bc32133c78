// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.projection.FeatureSelection;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.classify.ClassifierFitter;

/** Upper bounds on the memory of a call. */
final class ClassifyMemory {
    private ClassifyMemory() {}

    static MemoryNeed of(
            Projection graph, FeatureSelection features, String architecture, int classes, int concurrency) {
        long nodes = graph.nodeCount();
        long dimension = graph.dimension(features);
        // features as they are read, and side by side; relationships in both directions, as a list and as a matrix
        return MemoryNeed.ofHeap("features", nodes * (8 * dimension + 48))
                .and("adjacency", 48 * graph.relationshipCount())
                .and(
                        "model",
                        ClassifierFitter.of(architecture)
                                .peakBytes(nodes, 2 * graph.relationshipCount(), dimension, classes, concurrency));
    }

    /** What reading the classes of all nodes takes: each value, and its position. */
    static MemoryNeed ofTargets(Projection graph) {
        return MemoryNeed.ofHeap("classes", 32L * graph.nodeCount());
    }
}
