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
 * A model beside its successor, on what users did next, or on nodes whose class became known.
 *
 * @param users how many were compared; of classes, the number of nodes
 * @param measure what {@code before} and {@code after} are
 * @param before of the model; NaN of nobody
 * @param after of the successor
 * @param pValue of the paired t-test over these, two-sided; 1 of fewer than two
 */
public record Succession(int users, Measure measure, double before, double after, double pValue) {

    /** By what two models are compared. */
    public enum Measure {
        /** Mean NDCG@k, from 0 to 1: more is better. */
        NDCG,
        /** Root of the mean squared error of one rating a user, on the scale of the ratings: less is better. */
        RMSE,
        /** The share of nodes whose class was predicted, from 0 to 1: more is better. */
        ACCURACY
    }

    /** Where there is nothing to compare by. */
    public static Succession ofNobody(Measure measure) {
        return new Succession(0, measure, Double.NaN, Double.NaN, 1);
    }

    /**
     * Compares by what each user came to.
     *
     * @param before NDCG of the model, one for each user
     * @param after that of the successor, for the same users in the same order
     */
    public static Succession of(double[] before, double[] after) {
        return of(Measure.NDCG, before, after);
    }

    /**
     * Compares by what the ratings of users were predicted as.
     *
     * @param before squared error of the model, one for each user
     * @param after that of the successor, for the same users in the same order
     */
    public static Succession ofSquaredErrors(double[] before, double[] after) {
        Succession squares = of(Measure.RMSE, before, after);
        return new Succession(
                squares.users(),
                Measure.RMSE,
                Math.sqrt(squares.before()),
                Math.sqrt(squares.after()),
                squares.pValue());
    }

    /**
     * Compares by whether the class of each node was predicted.
     *
     * @param before whether the model did, one for each node
     * @param after whether the successor did, for the same nodes in the same order
     */
    public static Succession ofHits(boolean[] before, boolean[] after) {
        return of(Measure.ACCURACY, numbers(before), numbers(after));
    }

    private static double[] numbers(boolean[] hits) {
        double[] numbers = new double[hits.length];
        for (int i = 0; i < hits.length; i++) {
            numbers[i] = hits[i] ? 1 : 0;
        }
        return numbers;
    }

    private static Succession of(Measure measure, double[] before, double[] after) {
        Require.size("after", after.length, before.length);
        if (before.length == 0) {
            return ofNobody(measure);
        }
        int[] counts = new int[before.length];
        Arrays.fill(counts, 1);
        return new Succession(
                before.length,
                measure,
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

    /** By how much the successor's measure is higher; NaN of nobody. */
    public double difference() {
        return after - before;
    }

    /** Whether the successor is not worse by more than {@code tolerance}; of nobody, it is not. */
    public boolean notWorse(double tolerance) {
        double better = measure == Measure.RMSE ? -difference() : difference();
        return users == 0 || better >= -tolerance;
    }
}
