package org.graphrec.training.evaluate;

import org.graphrec.training.Require;
import org.graphrec.training.math.TopK;

/** The metrics of each evaluated user, for comparing two models on the same users. */
public final class UserMetrics {

    private static final int METRICS = 4;

    private static final int NDCG = 1;

    private final int k;
    private final double[] values; // recall, NDCG, hit rate and reciprocal rank of each user

    /** Metrics at {@code k} of {@code users} users, to be set. */
    public UserMetrics(int k, int users) {
        this.k = k;
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
            double discount = 1 / (Math.log(rank + 2.0) / Math.log(2));
            ideal += rank < count ? discount : 0;
            if (rank < ranked.length && relevant[TopK.index(ranked[rank])]) {
                gain += discount;
                first = hits == 0 ? 1.0 / (rank + 1) : first;
                hits++;
            }
        }
        set(user, count == 0 ? 0 : (double) hits / count, count == 0 ? 0 : gain / ideal, hits > 0 ? 1 : 0, first);
    }

    /** The number of users. */
    public int users() {
        return values.length / METRICS;
    }

    /** NDCG@k of the {@code i}-th user evaluated. */
    public double ndcg(int i) {
        return values[i * METRICS + NDCG];
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
        int n = users();
        double mean = mean().ndcg();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (ndcg(i) - mean) * (ndcg(i) - mean);
        }
        return n < 2 ? 0 : Math.sqrt(squares / (n - 1) / n);
    }

    /**
     * By how many standard errors the mean NDCG of these is above that of {@code others}, for the same users in the same order
     * (the statistic of the paired t-test). Infinite when all users differ alike; 0 for fewer than two users or no difference.
     */
    public double standardErrorsAbove(UserMetrics others) {
        int n = users();
        Require.size("others", others.users(), n);
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += (ndcg(i) - others.ndcg(i)) / n;
        }
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double deviation = ndcg(i) - others.ndcg(i) - mean;
            squares += deviation * deviation;
        }
        if (n < 2 || mean == 0) {
            return 0;
        }
        return mean / Math.sqrt(squares / (n - 1) / n);
    }
}
