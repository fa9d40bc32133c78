// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

import java.util.Arrays;
import java.util.Optional;

/**
 * How likely a user looks at a place of a list, relative to the first place, as the position-based model has it: an item at rank k
 * is clicked with probability theta_k * gamma, where theta_k, the examination, depends on the rank alone, and gamma, the attraction, on
 * user and item (Craswell, Zoeter, Taylor and Ramsey, "An experimental comparison of click position-bias models", WSDM 2008).
 *
 * <p>It is estimated from pairs of user and item that were shown at several ranks, as lists change from day to day (intervention
 * harvesting: Agarwal, Zaitsev, Wang, Li, Najork and Joachims, "Estimating Position Bias without Intrusive Interventions", WSDM 2019).
 * The estimate solves, for each rank, sum over pairs of (clicks at the rank - gamma_pair * times shown at the rank * theta) = 0,
 * where gamma_pair = clicks of the pair / (sum of theta over the times it was shown). These are the equations of a Poisson regression
 * with an effect per pair (Hausman, Hall and Griliches, Econometrica 1984), which need only the mean to be right (Wooldridge, Journal
 * of Econometrics 1999). Attractive items may come first in all lists: that does not bias it.
 *
 * <p>Neighbouring ranks with fewer than {@value #FEWEST} clicks of such pairs share one examination.
 */
final class Examination {
    static final int FEWEST = 5;
    private static final int STEPS = 100;
    private static final double PRECISION = 1e-10;

    /** Beyond this a logarithm only grows: there is no finite estimate. */
    private static final double FARTHEST = 12;

    private final int[] bucketOfRank;
    private final double[] logs; // by bucket, 0 for the first
    private final double[][] influences; // by user, of the logarithm of each bucket but the first

    private Examination(int[] bucketOfRank, double[] logs, double[][] influences) {
        this.bucketOfRank = bucketOfRank;
        this.logs = logs;
        this.influences = influences;
    }

    /** Examination of each rank; empty where too few pairs were clicked that were shown at several ranks. */
    static Optional<Examination> of(Shown shown) {
        int[] buckets = buckets(shown);
        int count = buckets.length == 0 ? 0 : buckets[buckets.length - 1] + 1;
        if (count < 2) {
            return buckets.length == 1
                    ? Optional.of(new Examination(buckets, new double[1], new double[shown.userCount()][0]))
                    : Optional.empty();
        }
        double[] logs = new double[count];
        Equations equations = new Equations(shown, buckets, count);
        for (int step = 0; step < STEPS; step++) {
            Equations.At at = equations.at(logs);
            double[] change = new Cholesky(at.slopes()).solve(at.values());
            if (change == null) {
                return Optional.empty();
            }
            double largest = 0;
            for (int b = 1; b < count; b++) {
                // the function is concave; a bound on the step keeps it from overshooting far from the solution
                double limited = Math.max(-1, Math.min(1, change[b - 1]));
                logs[b] += limited;
                largest = Math.max(largest, Math.abs(limited));
                if (Math.abs(logs[b]) > FARTHEST) {
                    return Optional.empty();
                }
            }
            if (largest < PRECISION) {
                return Optional.of(new Examination(buckets, logs, equations.influences(logs)));
            }
        }
        return Optional.empty();
    }

    /** Of a rank, relative to the first. */
    double at(int rank) {
        return Math.exp(logs[bucketOfRank[rank]]);
    }

    /** The place of a rank among the logarithms that are estimated; -1 where it is 1 by definition. */
    int parameter(int rank) {
        return bucketOfRank[rank] - 1;
    }

    /** How many logarithms are estimated. */
    int parameters() {
        return logs.length - 1;
    }

    /** What a user adds to the error of each logarithm. */
    double[] influence(int user) {
        return influences[user];
    }

    /** Of all ranks, in order. */
    double[] byRank() {
        double[] all = new double[bucketOfRank.length];
        Arrays.setAll(all, this::at);
        return all;
    }

    /** Ranks put together until those of a bucket have enough clicks of pairs that were shown at several ranks. */
    private static int[] buckets(Shown shown) {
        int[] rankOfPair = new int[shown.pairCount()];
        boolean[] several = new boolean[rankOfPair.length];
        Arrays.fill(rankOfPair, -1);
        for (int i = 0; i < shown.size(); i++) {
            int pair = shown.pairs()[i];
            several[pair] |= rankOfPair[pair] >= 0 && rankOfPair[pair] != shown.ranks()[i];
            rankOfPair[pair] = shown.ranks()[i];
        }
        int[] clicks = new int[shown.rankCount()];
        for (int i = 0; i < shown.size(); i++) {
            clicks[shown.ranks()[i]] += shown.clicked()[i] && several[shown.pairs()[i]] ? 1 : 0;
        }
        int[] buckets = new int[clicks.length];
        int bucket = 0;
        int sum = 0;
        int last = 0;
        for (int rank = 0; rank < clicks.length; rank++) {
            buckets[rank] = bucket;
            sum += clicks[rank];
            if (sum >= FEWEST) {
                last = bucket;
                bucket++;
                sum = 0;
            }
        }
        for (int rank = 0; rank < buckets.length; rank++) {
            // what is left over at the end joins the bucket before
            buckets[rank] = Math.min(buckets[rank], last);
        }
        return buckets;
    }
}
