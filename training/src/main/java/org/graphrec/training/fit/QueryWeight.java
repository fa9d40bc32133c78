// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.Arrays;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.Task;
import org.graphrec.training.tune.Trials;

/**
 * Chooses the share of a text query in the score, where the caller names none. Nobody's queries are known at training, so a user
 * is made to ask for an item that was held out, in other words than its own: in those of the other item with the nearest text,
 * which is then no candidate. The share that ranks the held-out item best on the mean is taken, by 1 / log2(1 + rank).
 */
final class QueryWeight {

    private static final double[] WEIGHTS = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    private static final int MOST_USERS = 500;

    private static final int LEAST_USERS = 30;

    /** Multiplications that may be spent: some seconds. */
    private static final double BUDGET = 4e9;

    private final Model model;
    private final StackedMatrix texts;
    private final Trials trials;

    private QueryWeight(Model model, StackedMatrix texts, Trials trials) {
        this.model = model;
        this.texts = texts;
        this.trials = trials;
    }

    /** The best share for {@code model}, which was fitted to the training part of {@code trials}. */
    static double of(Model model, Task task, Trials trials) {
        if (task.features() == null || trials.pointless()) {
            return Fit.UNTUNED_QUERY_WEIGHT;
        }
        double each = 2.0 * task.features().values().length + 1;
        int most = (int) Math.max(LEAST_USERS, Math.min(MOST_USERS, BUDGET / each));
        int[] users = trials.atMost(most).users();
        QueryWeight search = new QueryWeight(model, StackedMatrix.of(task.features()), trials);
        double[][] gains = new double[users.length][];
        Parallel.forBlocks(
                users.length,
                1,
                task.options().concurrency(),
                task.monitor().withoutProgress(),
                (from, to) -> gains[from] = search.gains(users[from]));
        double[] sums = new double[WEIGHTS.length];
        for (double[] user : gains) {
            for (int w = 0; w < sums.length; w++) {
                sums[w] += user[w];
            }
        }
        double best = Arrays.stream(sums).max().orElse(0);
        for (int w = 0; w < sums.length && best > 0; w++) {
            if (sums[w] == best) {
                return WEIGHTS[w];
            }
        }
        return Fit.UNTUNED_QUERY_WEIGHT;
    }

    /** What each weight gains for a user; zeros where nothing with a text was held out. */
    private double[] gains(int user) {
        double[] gains = new double[WEIGHTS.length];
        History held = trials.held().history(user);
        History history = trials.training().history(user);
        int wanted = held.item(user % held.size());
        boolean[] candidate = new boolean[model.items()];
        Arrays.fill(candidate, true);
        for (int i = 0; i < history.size(); i++) {
            candidate[history.item(i)] = false;
        }
        int asked = nearest(wanted, candidate);
        if (asked < 0) {
            return gains;
        }
        candidate[asked] = false;
        float[] scores = new float[model.items()];
        float[] cosines = new float[model.items()];
        model.score(history, scores);
        texts.multiply(row(asked), cosines);
        float largest = Vectors.largest(scores, scores.length);
        for (int w = 0; w < gains.length; w++) {
            double own = largest > 0 ? (1 - WEIGHTS[w]) / largest : 0;
            double least = own * scores[wanted] + WEIGHTS[w] * cosines[wanted];
            int rank = 1;
            for (int item = 0; item < scores.length; item++) {
                rank += candidate[item] && own * scores[item] + WEIGHTS[w] * cosines[item] > least ? 1 : 0;
            }
            gains[w] = 1 / (Math.log(1 + rank) / Math.log(2));
        }
        return gains;
    }

    /** The candidate with the text nearest to that of {@code item}, or -1. */
    private int nearest(int item, boolean[] candidate) {
        float[] cosines = new float[model.items()];
        texts.multiply(row(item), cosines);
        int nearest = -1;
        for (int other = 0; other < cosines.length; other++) {
            if (other != item && candidate[other] && cosines[other] > 0) {
                nearest = nearest < 0 || cosines[other] > cosines[nearest] ? other : nearest;
            }
        }
        return nearest;
    }

    private float[] row(int item) {
        float[] row = new float[texts.columns()];
        texts.addRow(1, item, row);
        return row;
    }
}
