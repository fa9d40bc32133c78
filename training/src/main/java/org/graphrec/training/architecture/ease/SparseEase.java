// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.ease;

import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.Edges;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.TextTerm;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.model.HistoryWeighting;

/**
 * The model of {@link Ease} with few coefficients for each item, for catalogues whose inverse would be too large: column j of B is the
 * ridge regression of item j on its predictors alone, the items i that explain most of it by themselves, by G_ij^2 / (G_ii + lambda)
 * with G = X' W X; those that have no user in common with j are none. Where all others are predictors it is {@link Ease}. Choosing predictors first is fsSLIM (Ning and Karypis, "SLIM:
 * Sparse Linear Methods for Top-N Recommender Systems", 2011), with the ridge of EASE in place of the elastic net.
 *
 * <p>G is never formed: of each item its row is counted, and of its predictors the small matrix that they make.
 */
final class SparseEase {
    private static final int ITEMS_PER_BLOCK = 16;

    private final Csr byUser;
    private final Csr byItem;
    private final int concurrency;
    private final Monitor monitor;

    SparseEase(Interactions interactions, int concurrency, Monitor monitor) {
        this.byUser = interactions.byUser();
        this.byItem = interactions.byItem();
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    /** The model whose items have at most {@code neighbours} predictors each, scaled so that the strongest edge has weight 1. */
    ItemGraph graph(Ease.Parameters parameters) {
        int items = byItem.rows();
        float[] userWeights = Ease.userWeights(byUser, parameters.userExponent());
        float[] diagonal = diagonal(userWeights);
        int[][] predictors = new int[items][];
        float[][] coefficients = new float[items][];
        Parallel.forBlocks(items, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            ItemRegression regression = new ItemRegression(byUser, byItem, userWeights, diagonal, parameters);
            for (int item = from; item < to; item++) {
                regression.fit(item);
                predictors[item] = regression.predictors();
                coefficients[item] = regression.coefficients();
            }
        });
        return new ItemGraph(
                EaseArchitecture.NAME,
                // from each item to those that it predicts
                Edges.scaled(items, predictors, coefficients).transpose(),
                byItem.emptyRows(),
                HistoryWeighting.NONE,
                parameters.toMap(),
                TextTerm.NONE);
    }

    private float[] diagonal(float[] userWeights) {
        float[] diagonal = new float[byItem.rows()];
        for (int item = 0; item < diagonal.length; item++) {
            for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
                diagonal[item] += userWeights[byItem.targets()[edge]];
            }
        }
        return diagonal;
    }
}
