// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.evaluate;

/**
 * Means over the evaluated users of the metrics in {@link RankingMetrics}, each from 0 to 1.
 *
 * @param k length of the lists
 * @param users number of users with at least one relevant item
 * @param recall mean Recall@k
 * @param ndcg mean NDCG@k
 * @param hitRate mean HitRate@k
 * @param mrr mean reciprocal rank within the first k
 */
public record RankingReport(int k, int users, double recall, double ndcg, double hitRate, double mrr) {

    /** Of nobody. */
    public static final RankingReport NONE = new RankingReport(1, 0, 0, 0, 0, 0);
}
