// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/**
 * Nodes in four blocks, a class each. Relationships are ten times as likely within a block as between two; features are the block's
 * own direction under so much noise that they alone tell the block of about six nodes in ten.
 */
final class StochasticBlockModel {

    static final int CLASSES = 4;

    private static final int DIMENSION = 16;
    private static final double NOISE = 0.8;

    private StochasticBlockModel() {}

    /** A graph of {@code nodes} nodes with the class of every one known. */
    static NodeTask of(int nodes, double within, double between, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] classOf = new int[nodes];
        Matrix features = new Matrix(nodes, DIMENSION);
        for (int node = 0; node < nodes; node++) {
            classOf[node] = random.nextInt(CLASSES);
            for (int d = 0; d < DIMENSION; d++) {
                double mean = d == classOf[node] ? 1 : 0;
                features.values()[features.offset(node) + d] = (float) (mean + NOISE * random.nextGaussian());
            }
        }
        int[] sources = new int[nodes * nodes];
        int[] targets = new int[nodes * nodes];
        int edges = 0;
        for (int a = 0; a < nodes; a++) {
            for (int b = 0; b < a; b++) {
                if (random.nextDouble() < (classOf[a] == classOf[b] ? within : between)) {
                    sources[edges] = a;
                    targets[edges++] = b;
                    sources[edges] = b;
                    targets[edges++] = a;
                }
            }
        }
        Csr adjacency = Csr.fromEdges(nodes, nodes, Arrays.copyOf(sources, edges), Arrays.copyOf(targets, edges), null);
        return new NodeTask(adjacency, features, classOf, CLASSES);
    }
}
