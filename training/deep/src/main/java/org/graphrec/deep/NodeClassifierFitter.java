// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.classify.ClassifierCandidate;
import org.graphrec.training.classify.ClassifierFitter;
import org.graphrec.training.classify.ClassifierOptions;
import org.graphrec.training.classify.ClassifierTrial;
import org.graphrec.training.classify.NodeTask;

/** Fits a head to nodes: graph attention, or a graph convolution. */
abstract class NodeClassifierFitter implements ClassifierFitter {

    private static final int EPOCHS_UNTUNED = 100;

    private final String architecture;
    private final boolean attention;

    NodeClassifierFitter(String architecture, boolean attention) {
        this.architecture = architecture;
        this.attention = attention;
    }

    @Override
    public final String architecture() {
        return architecture;
    }

    @Override
    public final ClassifierCandidate tune(
            NodeTask task,
            int[] train,
            int[] validation,
            ClassifierOptions options,
            List<ClassifierTrial> trials,
            Monitor monitor) {
        NodeTraining.Trained tuned =
                new NodeTraining(attention, task, options, monitor).run(train, validation, EPOCHS_UNTUNED);
        return new ClassifierCandidate(
                tuned.model(),
                nodes -> new NodeTraining(attention, task, options, monitor)
                        .run(nodes, new int[0], tuned.epochs())
                        .model());
    }

    @Override
    public final long peakBytes(long nodes, long edges, long dimension, long classes, int concurrency) {
        return 4 * (4 * nodes * (dimension + 64 + classes) + 8 * (edges + nodes));
    }

    @Override
    public final long nativeBytes(long nodes, long edges, long dimension) {
        // the way there and back: texts, masks and hidden rows of nodes, and for attention hidden rows of edges
        long rows = nodes * (6 * dimension + 40L * NodeTraining.HIDDEN);
        long messages = (edges + nodes) * (attention ? 12L * NodeTraining.HIDDEN + 40 : 24);
        return PyTorchTrainer.LIBRARIES + Float.BYTES * (rows + messages);
    }
}
