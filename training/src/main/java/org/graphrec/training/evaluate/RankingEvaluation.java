// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.evaluate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Together;

/** Ranks all items for users with held-out items, and measures how high the held-out ones come. */
public final class RankingEvaluation {

    private static final int USERS_PER_BLOCK = 32;

    private RankingEvaluation() {}

    /** Scores every item for a history, as a model does. */
    @FunctionalInterface
    public interface Scorer {
        /** Overwrites {@code scores}, one for each item; called from several threads. */
        void score(History history, float[] scores);

        /** The same for several histories, with the same bits. */
        default void scoreAll(List<History> histories, float[][] scores) {
            for (int i = 0; i < scores.length; i++) {
                score(histories.get(i), scores[i]);
            }
        }

        /** How many histories are worth to be scored at once. */
        default int together() {
            return 1;
        }

        /** A model, which may gain from scoring several histories at once. */
        static Scorer of(Model model) {
            return new Scorer() {
                @Override
                public void score(History history, float[] scores) {
                    model.score(history, scores);
                }

                @Override
                public void scoreAll(List<History> histories, float[][] scores) {
                    model.scoreAll(histories, scores);
                }

                @Override
                public int together() {
                    return Together.histories(model);
                }
            };
        }
    }

    /**
     * Evaluates {@code scorer} by full ranking: for every user all items compete except those in {@code seen}.
     *
     * @param seen what the scorer may know, [users, items]
     * @param relevant what was held out, [users, items]; users without any are passed over
     * @param k length of the lists, at least 1
     */
    public static RankingReport evaluate(
            Scorer scorer, Interactions seen, Interactions relevant, int k, int concurrency, Monitor monitor) {
        return perUser(scorer, seen, relevant, usersOf(relevant), k, concurrency, monitor)
                .mean();
    }

    /** As {@link #evaluate}, user by user, for {@code users} alone, which must have relevant items. */
    public static UserMetrics perUser(
            Scorer scorer,
            Interactions seen,
            Interactions relevant,
            int[] users,
            int k,
            int concurrency,
            Monitor monitor) {
        Require.atLeast("k", k, 1);
        Require.size("relevant", relevant.users(), seen.users());
        UserMetrics metrics = new UserMetrics(k, users.length);
        Parallel.forBlocks(users.length, USERS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            int together = Math.min(scorer.together(), to - from);
            float[][] scores = new float[together][seen.items()];
            for (int first = from; first < to; first += together) {
                int behind = Math.min(first + together, to);
                List<History> histories = IntStream.range(first, behind)
                        .mapToObj(i -> seen.history(users[i]))
                        .toList();
                scorer.scoreAll(histories, Arrays.copyOf(scores, behind - first));
                for (int i = first; i < behind; i++) {
                    int[] ranked = top(scores[i - first], histories.get(i - first), seen.self(users[i]), k);
                    measure(ranked, relevant.history(users[i]), k, metrics, i);
                }
            }
        });
        return metrics;
    }

    /** The users with at least one interaction. */
    public static int[] usersOf(Interactions interactions) {
        int[] users = new int[interactions.users()];
        int count = 0;
        for (int user = 0; user < users.length; user++) {
            if (interactions.byUser().degree(user) > 0) {
                users[count++] = user;
            }
        }
        return Arrays.copyOf(users, count);
    }

    private static int[] top(float[] scores, History history, int self, int k) {
        for (int i = 0; i < history.size(); i++) {
            scores[history.item(i)] = Float.NaN; // never offered
        }
        if (self >= 0) {
            scores[self] = Float.NaN;
        }
        TopK top = new TopK(Math.min(k, scores.length));
        for (int item = 0; item < scores.length; item++) {
            if (top.admits(scores[item])) {
                top.offer(scores[item], item);
            }
        }
        long[] best = top.drain();
        int[] ranked = new int[best.length];
        for (int i = 0; i < best.length; i++) {
            ranked[i] = TopK.index(best[i]);
        }
        return ranked;
    }

    private static void measure(int[] ranked, History relevant, int k, UserMetrics metrics, int user) {
        Set<Integer> items = new HashSet<>();
        for (int i = 0; i < relevant.size(); i++) {
            items.add(relevant.item(i));
        }
        metrics.set(
                user,
                RankingMetrics.recall(ranked, items, k),
                RankingMetrics.ndcg(ranked, items, k),
                RankingMetrics.hitRate(ranked, items, k),
                RankingMetrics.reciprocalRank(ranked, items, k));
    }
}
