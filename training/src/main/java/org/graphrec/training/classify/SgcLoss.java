// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import org.graphrec.training.math.Matrix;

/** How well held-out nodes were classified, added up over folds. */
final class SgcLoss {
    private double loss;
    private double weighted;
    private double weight;
    private int right;
    private int nodes;

    /**
     * Adds some nodes.
     *
     * @param probabilities [nodes, classes]
     * @param wanted the class of each
     * @param classWeights what a node of each class counts
     */
    void add(Matrix probabilities, int[] wanted, double[] classWeights) {
        for (int i = 0; i < wanted.length; i++) {
            double lost = -Math.log(Math.max(Float.MIN_NORMAL, probabilities.at(i, wanted[i])));
            loss += lost;
            weighted += classWeights[wanted[i]] * lost;
            weight += classWeights[wanted[i]];
            right += ClassificationMetrics.mostProbable(probabilities, i) == wanted[i] ? 1 : 0;
            nodes++;
        }
    }

    /** The mean of -log of the probability of the true class, each node by the weight of its class. */
    double weighted() {
        return weighted / weight;
    }

    /** The same where all nodes count alike. */
    double logLoss() {
        return loss / nodes;
    }

    /** Share of the nodes whose class is the most probable one. */
    double accuracy() {
        return (double) right / nodes;
    }
}
