// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import org.graphrec.procedures.memory.MemoryNeed;
import org.graphrec.procedures.projection.Projection;
import org.graphrec.training.classify.ClassifierFitter;
import org.neo4j.graphdb.Transaction;

/** What a classifier learns from, before its features are read. */
record LabelledGraph(Projection projection, ClassifyTrainConfig config) {

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
