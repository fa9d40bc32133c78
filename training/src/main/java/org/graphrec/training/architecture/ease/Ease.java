// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.ease;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.Edges;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.TextTerm;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.SymmetricInverse;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.HistoryWeighting;

/**
 * The linear model that best predicts a user's items from the others, in closed form (Steck, "Embarrassingly Shallow
 * Autoencoders for Sparse Data", 2019): B = I - P diag(1/P), P = (X' W X + lambda I)^-1. Here W weighs a user of d items by
 * (d / mean d)^-userExponent, so that the few with most items do not decide alone.
 */
final class Ease {

    private static final int ITEMS_PER_BLOCK = 16;

    private final Interactions interactions;
    private final Csr byItem;
    private final int concurrency;
    private final Monitor monitor;

    /**
     * What the model is made with.
     *
     * @param lambda ridge, above 0
     * @param userExponent from 0 (a user counts by his items) to 1 (every user counts alike)
     * @param neighbours edges kept per item: the strongest of either sign
     */
    record Parameters(double lambda, double userExponent, int neighbours) {

        Parameters withLambda(double value) {
            return new Parameters(value, userExponent, neighbours);
        }

        Parameters withUserExponent(double value) {
            return new Parameters(lambda, value, neighbours);
        }

        Parameters withNeighbours(int count) {
            return new Parameters(lambda, userExponent, count);
        }

        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("lambda", lambda);
            map.put("userExponent", userExponent);
            map.put("topK", (long) neighbours);
            return map;
        }
    }

    Ease(Interactions interactions, int concurrency, Monitor monitor) {
        this.interactions = interactions;
        this.byItem = interactions.byItem();
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
    }

    /** W: what each user counts. */
    static float[] userWeights(Csr byUser, double userExponent) {
        double mean = Math.max(1, byUser.edges()) / (double) Math.max(1, byUser.rows());
        float[] weights = new float[byUser.rows()];
        for (int user = 0; user < weights.length; user++) {
            weights[user] = (float) Math.pow(Math.max(1, byUser.degree(user)) / mean, -userExponent);
        }
        return weights;
    }

    /** The inverse P. */
    SymmetricInverse inverse(double lambda, double userExponent) {
        SymmetricInverse matrix = new SymmetricInverse(interactions.items());
        Csr byUser = interactions.byUser();
        float[] weights = userWeights(byUser, userExponent);
        Parallel.forBlocks(matrix.size(), ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] row = new float[matrix.size()];
            for (int item = from; item < to; item++) {
                Arrays.fill(row, 0, item + 1, 0);
                for (int edge = byItem.offsets()[item]; edge < byItem.offsets()[item + 1]; edge++) {
                    int user = byItem.targets()[edge];
                    for (int other = byUser.offsets()[user]; other < byUser.offsets()[user + 1]; other++) {
                        row[byUser.targets()[other]] += weights[user];
                    }
                }
                row[item] += (float) lambda;
                for (int other = 0; other <= item; other++) {
                    matrix.set(item, other, row[other]);
                }
                Arrays.fill(row, 0);
            }
        });
        matrix.invert(concurrency, monitor);
        return matrix;
    }

    /** The model with some parameters, whose inverse is not kept. */
    ItemGraph graph(Parameters parameters) {
        return graph(inverse(parameters.lambda(), parameters.userExponent()), parameters);
    }

    /** The model with the strongest edges of B for each item, scaled so that the strongest has weight 1. */
    ItemGraph graph(SymmetricInverse inverse, Parameters parameters) {
        int items = inverse.size();
        float[] scale = new float[items];
        for (int item = 0; item < items; item++) {
            scale[item] = -1 / inverse.at(item, item);
        }
        int[][] targets = new int[items][];
        float[][] weights = new float[items][];
        Parallel.forBlocks(items, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] row = new float[items];
            TopK strongest = new TopK(Math.min(parameters.neighbours(), items));
            for (int item = from; item < to; item++) {
                inverse.copyRow(item, row);
                for (int other = 0; other < items; other++) {
                    row[other] = other == item || byItem.degree(item) == 0 ? 0 : row[other] * scale[other];
                    float size = Math.abs(row[other]);
                    if (size > 0 && strongest.admits(size)) {
                        strongest.offer(size, other);
                    }
                }
                targets[item] = Arrays.stream(strongest.drain())
                        .mapToInt(TopK::index)
                        .sorted()
                        .toArray();
                weights[item] = new float[targets[item].length];
                for (int i = 0; i < weights[item].length; i++) {
                    weights[item][i] = row[targets[item][i]];
                }
            }
        });
        return new ItemGraph(
                EaseArchitecture.NAME,
                Edges.scaled(targets.length, targets, weights),
                byItem.emptyRows(),
                HistoryWeighting.NONE,
                parameters.toMap(),
                TextTerm.NONE);
    }
}
