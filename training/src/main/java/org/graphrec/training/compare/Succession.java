// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.UserMetrics;
import org.graphrec.training.graph.Interactions;

/**
 * A model beside its successor, on what users did next.
 *
 * @param users how many were compared
 * @param before mean NDCG@k of the model, from 0 to 1; NaN of nobody
 * @param after that of the successor
 * @param pValue of the paired t-test over users, two-sided; 1 of fewer than two
 */
public record Succession(int users, double before, double after, double pValue) {

    /** Where there is nothing to compare by. */
    public static final Succession OF_NOBODY = new Succession(0, Double.NaN, Double.NaN, 1);

    /**
     * Compares by what each user came to.
     *
     * @param before NDCG of the model, one for each user
     * @param after that of the successor, for the same users in the same order
     */
    public static Succession of(double[] before, double[] after) {
        Require.size("after", after.length, before.length);
        if (before.length == 0) {
            return OF_NOBODY;
        }
        int[] counts = new int[before.length];
        Arrays.fill(counts, 1);
        return new Succession(
                before.length,
                Arrays.stream(before).average().orElseThrow(),
                Arrays.stream(after).average().orElseThrow(),
                PairedTest.pValue(after, before, counts));
    }

    /**
     * NDCG@k of some users, each of whom did one thing next: 1 / log2(rank + 1) of its item, and 0 for an item that is not
     * among the first k, or that the model does not know.
     *
     * @param scorer ranks the items of {@code seen}
     * @param seen the histories, in rows of the model
     * @param next the next item of each user, in rows of the model; none where it has no row
     * @param users the rows of the users
     */
    public static double[] ndcg(
            RankingEvaluation.Scorer scorer,
            Interactions seen,
            Interactions next,
            int[] users,
            int k,
            int concurrency,
            Monitor monitor) {
        int[] known = IntStream.range(0, users.length)
                .filter(i -> next.byUser().degree(users[i]) > 0)
                .toArray();
        int[] rows = IntStream.of(known).map(i -> users[i]).toArray();
        UserMetrics metrics = RankingEvaluation.perUser(scorer, seen, next, rows, k, concurrency, monitor);
        double[] ndcg = new double[users.length];
        for (int i = 0; i < known.length; i++) {
            ndcg[known[i]] = metrics.ndcg(i);
        }
        return ndcg;
    }

    /** By how much the successor's NDCG is higher; NaN of nobody. */
    public double difference() {
        return after - before;
    }

    /** Whether the successor is not worse by more than {@code tolerance}; of nobody, it is not. */
    public boolean notWorse(double tolerance) {
        return users == 0 || difference() >= -tolerance;
    }
}
