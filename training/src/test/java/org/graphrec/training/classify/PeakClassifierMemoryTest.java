// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;

import org.graphrec.training.fixtures.LiveHeap;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

class PeakClassifierMemoryTest {

    private static final int NODES = 8_000;

    private static final int DIMENSION = 64;

    private static final int CLASSES = 5;

    @Test
    void boundsWhatAFitHoldsAtOnce() {
        int[] from = new int[2 * NODES];
        int[] to = new int[2 * NODES];
        int[] classOf = new int[NODES];
        Matrix features = new Matrix(NODES, DIMENSION);
        for (int node = 0; node < NODES; node++) {
            int next = (node * 7 + 1) % NODES;
            from[2 * node] = node;
            to[2 * node] = next;
            from[2 * node + 1] = next;
            to[2 * node + 1] = node;
            classOf[node] = node % CLASSES;
            features.values()[features.offset(node) + node % DIMENSION] = 1;
        }
        NodeTask task = new NodeTask(Csr.fromEdges(NODES, NODES, from, to, null), features, classOf, CLASSES);
        long most = LiveHeap.most(60, monitor -> ClassifierTrainer.fit(task, ClassifierOptions.defaults(), monitor));
        long bound = new SgcFitter().peakBytes(NODES, 2 * NODES, DIMENSION, CLASSES, 2);
        assertThat(most).isBetween(1_000_000L, bound);
    }
}
