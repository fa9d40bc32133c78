// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.blend;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Together;

/** The items that any part of a sum ranks high for a user, with the scores of all parts: weights are tried on these alone. */
final class RankedItems {
    static final int USERS_PER_BLOCK = 16;

    /** Items of each part that take part in the re-ranking. */
    private static final int HIGH = 100;

    final float[][] scores; // of each part for each item
    final boolean[] relevant; // which were held out
    final int held; // how many were held out, ranked or not
    final float[] best; // score of each part

    private RankedItems(float[][] scores, boolean[] relevant, int held, float[] best) {
        this.scores = scores;
        this.relevant = relevant;
        this.held = held;
        this.best = best;
    }

    /** What these take for one user at most, in bytes. */
    static long bytesPerUser(long parts) {
        return parts * HIGH * (parts * Float.BYTES + 1) + (parts + 4) * 24;
    }

    /** Those of {@code users}, by the histories in {@code training} and what was held out of them, in {@code held}. */
    static RankedItems[] of(
            List<Model> models,
            Interactions training,
            Interactions held,
            int[] users,
            int concurrency,
            Monitor monitor) {
        RankedItems[] ranked = new RankedItems[users.length];
        PartScores parts = new PartScores(models);
        int together = Math.min(USERS_PER_BLOCK, Together.histories(training.items(), models.size()));
        Parallel.forBlocks(users.length, together, concurrency, monitor, (from, to) -> {
            float[][][] all = scores(models, parts, training, users, from, to);
            boolean[] mark = new boolean[training.items()];
            for (int u = from; u < to; u++) {
                int own = u - from;
                float[][] scores = Arrays.stream(all).map(those -> those[own]).toArray(float[][]::new);
                float[] best = new float[models.size()];
                int[] union = new int[models.size() * HIGH];
                int count = 0;
                for (int p = 0; p < models.size(); p++) {
                    for (long pair : high(scores[p])) {
                        best[p] = Math.max(best[p], TopK.score(pair));
                        int item = TopK.index(pair);
                        if (!mark[item]) {
                            mark[item] = true;
                            union[count++] = item;
                        }
                    }
                }
                int[] items = Arrays.copyOf(union, count);
                Arrays.sort(items);
                for (int item : items) {
                    mark[item] = false;
                }
                ranked[u] = of(items, scores, held.history(users[u]), best);
            }
        });
        return ranked;
    }

    private static RankedItems of(int[] items, float[][] scores, History held, float[] best) {
        boolean[] relevant = new boolean[items.length];
        for (int i = 0; i < held.size(); i++) {
            int position = Arrays.binarySearch(items, held.item(i));
            if (position >= 0) {
                relevant[position] = true;
            }
        }
        float[][] own = new float[scores.length][items.length];
        for (int p = 0; p < scores.length; p++) {
            for (int i = 0; i < items.length; i++) {
                own[p][i] = scores[p][items[i]];
            }
        }
        return new RankedItems(own, relevant, held.size(), best);
    }

    /** Selects the best of all items that are not in the history. */
    private static long[] high(float[] scores) {
        TopK top = new TopK(Math.min(HIGH, scores.length));
        for (int item = 0; item < scores.length; item++) {
            if (scores[item] > Float.NEGATIVE_INFINITY && top.admits(scores[item])) {
                top.offer(scores[item], item);
            }
        }
        return top.drain();
    }

    /** Scores all items for some users by each model; those of the history are below all others. */
    private static float[][][] scores(
            List<Model> models, PartScores parts, Interactions interactions, int[] users, int from, int to) {
        List<History> histories = IntStream.range(from, to)
                .mapToObj(u -> interactions.history(users[u]))
                .toList();
        float[][][] scores = new float[models.size()][to - from][interactions.items()];
        PartScores.Scoring scoring = parts.of(histories);
        for (int p = 0; p < scores.length; p++) {
            scoring.score(p, scores[p]);
            for (int u = from; u < to; u++) {
                passOver(histories.get(u - from), interactions.self(users[u]), scores[p][u - from]);
            }
        }
        return scores;
    }

    private static void passOver(History history, int self, float[] scores) {
        for (int i = 0; i < history.size(); i++) {
            scores[history.item(i)] = Float.NEGATIVE_INFINITY;
        }
        if (self >= 0) {
            scores[self] = Float.NEGATIVE_INFINITY;
        }
    }

    /** The mean over users of each part's best score. */
    static double[] scales(RankedItems[] ranked, int parts) {
        double[] scales = new double[parts];
        for (RankedItems those : ranked) {
            for (int p = 0; p < parts; p++) {
                scales[p] += those.best[p] / ranked.length;
            }
        }
        return positive(scales);
    }

    /** The mean over {@code users} of each model's best score for an item they do not have. */
    static double[] scales(
            List<Model> models,
            Interactions interactions,
            int[] users,
            UnaryOperator<History> seen,
            int concurrency,
            Monitor monitor) {
        double[][] best = new double[users.length][models.size()];
        PartScores parts = new PartScores(models);
        int together = Math.min(USERS_PER_BLOCK, Together.histories(interactions.items(), 1));
        Parallel.forBlocks(users.length, together, concurrency, monitor, (from, to) -> {
            List<History> histories = IntStream.range(from, to)
                    .mapToObj(u -> seen.apply(interactions.history(users[u])))
                    .toList();
            float[][] scores = new float[to - from][interactions.items()];
            PartScores.Scoring scoring = parts.of(histories);
            for (int p = 0; p < models.size(); p++) {
                scoring.score(p, scores);
                for (int u = from; u < to; u++) {
                    passOver(histories.get(u - from), interactions.self(users[u]), scores[u - from]);
                    for (float score : scores[u - from]) {
                        best[u][p] = score > best[u][p] ? score : best[u][p];
                    }
                }
            }
        });
        double[] scales = new double[models.size()];
        for (double[] row : best) {
            for (int p = 0; p < scales.length; p++) {
                scales[p] += row[p] / users.length;
            }
        }
        return positive(scales);
    }

    private static double[] positive(double[] scales) {
        return Arrays.stream(scales)
                .map(scale -> scale >= Double.MIN_NORMAL ? scale : 1)
                .toArray();
    }
}
