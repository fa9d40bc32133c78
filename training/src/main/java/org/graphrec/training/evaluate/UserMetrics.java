// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.evaluate;

import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.math.TopK;

/** The metrics of each evaluated user, for comparing two models on the same users. */
public final class UserMetrics {

    private static final int METRICS = 4;

    private static final int NDCG = 1;

    private final int k;
    private final double[] discounts; // by rank from 0
    private final double[] values; // recall, NDCG, hit rate and reciprocal rank of each user

    /** Metrics at {@code k} of {@code users} users, to be set. */
    public UserMetrics(int k, int users) {
        this.k = k;
        this.discounts = IntStream.range(0, k)
                .mapToDouble(rank -> 1 / (Math.log(rank + 2.0) / Math.log(2)))
                .toArray();
        this.values = new double[Math.multiplyExact(users, METRICS)];
    }

    void set(int user, double recall, double ndcg, double hitRate, double reciprocalRank) {
        int offset = user * METRICS;
        values[offset] = recall;
        values[offset + NDCG] = ndcg;
        values[offset + 2] = hitRate;
        values[offset + 3] = reciprocalRank;
    }

    /**
     * Sets the metrics of a user from a ranking.
     *
     * @param ranked packed pairs of {@link TopK}, best first, whose indices point into {@code relevant}
     * @param relevant which of the candidates were held out
     * @param count how many were held out, candidates or not
     */
    public void set(int user, long[] ranked, boolean[] relevant, int count) {
        double gain = 0;
        double first = 0;
        int hits = 0;
        double ideal = 0;
        for (int rank = 0; rank < k; rank++) {
            ideal += rank < count ? discounts[rank] : 0;
            if (rank < ranked.length && relevant[TopK.index(ranked[rank])]) {
                gain += discounts[rank];
                first = hits == 0 ? 1.0 / (rank + 1) : first;
                hits++;
            }
        }
        set(user, count == 0 ? 0 : (double) hits / count, count == 0 ? 0 : gain / ideal, hits > 0 ? 1 : 0, first);
    }

    /** The means, user by user, of metrics of the same users in the same order; at least one. */
    public static UserMetrics mean(UserMetrics... all) {
        UserMetrics mean = new UserMetrics(all[0].k, all[0].users());
        for (UserMetrics one : all) {
            Require.size("others", one.users(), mean.users());
            for (int i = 0; i < mean.values.length; i++) {
                mean.values[i] += one.values[i] / all.length;
            }
        }
        return mean;
    }

    /** Takes the metrics of a user from those of another evaluation at the same k. */
    public void set(int user, UserMetrics others, int other) {
        Require.size("k", others.k, k);
        System.arraycopy(others.values, other * METRICS, values, user * METRICS, METRICS);
    }

    /** The number of users. */
    public int users() {
        return values.length / METRICS;
    }

    /** NDCG@k of the {@code i}-th user evaluated. */
    public double ndcg(int i) {
        return values[i * METRICS + NDCG];
    }

    /** Recall@k of the {@code i}-th user evaluated. */
    public double recall(int i) {
        return values[i * METRICS];
    }

    /** The means over users; zeros when there are none. */
    public RankingReport mean() {
        double[] sums = new double[METRICS];
        for (int i = 0; i < values.length; i++) {
            sums[i % METRICS] += values[i];
        }
        double n = Math.max(1, users());
        return new RankingReport(k, users(), sums[0] / n, sums[1] / n, sums[2] / n, sums[3] / n);
    }

    /** The standard error of the mean NDCG, as if other users might have been evaluated; 0 for fewer than two. */
    public double standardError() {
        return standardError(IntStream.range(0, users()).mapToDouble(this::ndcg).toArray());
    }

    /**
     * By how many standard errors the mean NDCG of these is above that of {@code others}, for the same users in the same order
     * (the statistic of the paired t-test). Infinite when all users differ alike; 0 for fewer than two users or no difference.
     */
    public double standardErrorsAbove(UserMetrics others) {
        Require.size("others", others.users(), users());
        double[] differences = IntStream.range(0, users())
                .mapToDouble(i -> ndcg(i) - others.ndcg(i))
                .toArray();
        double mean = average(differences);
        return users() < 2 || mean == 0 ? 0 : mean / standardError(differences);
    }

    private static double standardError(double[] values) {
        int n = values.length;
        double mean = average(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n);
    }

    private static double average(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        return mean;
    }
}
