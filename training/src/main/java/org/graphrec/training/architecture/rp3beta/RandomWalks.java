// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.rp3beta;

import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.Edges;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.TextTerm;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;

/**
 * Similarities of items by random walks item - user - item: S_ij = sum over the common users u of (1 / d_i)^alpha (1 / d_u)^alpha,
 * divided by d_j^beta, where d is the number of interactions. The first step of the walk, from the user to an item of their
 * history, is the history itself. Source: Paudel, Christoffel, Newell and Bernstein, "Updatable, Accurate, Diverse, and Scalable
 * Recommendations for Interactive Applications", ACM TiiS 7(1), 2017, RP3beta; alpha as in Cooper et al., WWW 2014, P3alpha.
 */
final class RandomWalks {
    private final Csr byUser;
    private final Csr byItem;
    private final int concurrency;
    private final Monitor monitor;

    /**
     * What the similarities are made with.
     *
     * @param alpha exponent of the transition probabilities, 0 or above; 1 is the plain random walk
     * @param beta exponent of the popularity that an item is divided by, 0 or above
     * @param neighbours similarities kept per item
     */
    record Parameters(double alpha, double beta, int neighbours) {

        Parameters withAlpha(double value) {
            return new Parameters(value, beta, neighbours);
        }

        Parameters withBeta(double value) {
            return new Parameters(alpha, value, neighbours);
        }
    }

    RandomWalks(Interactions interactions, int concurrency, Monitor monitor) {
        this.byUser = interactions.byUser();
        this.byItem = interactions.byItem();
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    ItemGraph graph(Parameters parameters) {
        int items = byItem.rows();
        float[] leavingUser = powers(byUser, parameters.alpha());
        float[] leavingItem = powers(byItem, parameters.alpha());
        float[] arriving = powers(byItem, parameters.beta());
        Csr similarities = Edges.strongestOfEach(
                items,
                parameters.neighbours(),
                concurrency,
                monitor,
                (item, ends) -> walk(item, leavingUser, ends),
                (item, other) -> leavingItem[item] * arriving[other]);
        return new ItemGraph(
                Rp3BetaArchitecture.NAME,
                similarities,
                byItem.emptyRows(),
                HistoryWeighting.NONE,
                Map.of(
                        "alpha", parameters.alpha(),
                        "beta", parameters.beta(),
                        "topK", (long) parameters.neighbours()),
                TextTerm.NONE);
    }

    /** Adds up where a walk from an item over one user ends. */
    private void walk(int item, float[] leavingUser, float[] ends) {
        for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
            int user = byItem.targets()[edge];
            float share = leavingUser[user];
            int end = byUser.offsets()[user + 1];
            for (int other = byUser.offsets()[user]; other < end; other++) {
                ends[byUser.targets()[other]] += share;
            }
        }
    }

    private static float[] powers(Csr matrix, double exponent) {
        float[] powers = new float[matrix.rows()];
        for (int row = 0; row < powers.length; row++) {
            powers[row] = (float) Math.pow(Math.max(1, matrix.degree(row)), -exponent);
        }
        return powers;
    }
}
