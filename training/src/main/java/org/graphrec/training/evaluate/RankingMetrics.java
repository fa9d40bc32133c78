// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.evaluate;

import java.util.Set;

/** Metrics of one ranked list against the set of relevant items, binary relevance, each from 0 to 1. */
public final class RankingMetrics {

    private RankingMetrics() {}

    /** Recall@k: hits among the first k, divided by the number of relevant items (as in LightGCN); 0 when there are none. */
    public static double recall(int[] ranked, Set<Integer> relevant, int k) {
        return relevant.isEmpty() ? 0 : (double) hits(ranked, relevant, k) / relevant.size();
    }

    /**
     * NDCG@k: the sum of 1 / log2(rank + 1) over the hits among the first k (rank from 1), divided by the same sum for a
     * perfect list, which has min(|relevant|, k) hits; 0 when nothing is relevant.
     */
    public static double ndcg(int[] ranked, Set<Integer> relevant, int k) {
        double dcg = 0;
        for (int i = 0; i < Math.min(k, ranked.length); i++) {
            dcg += relevant.contains(ranked[i]) ? discount(i) : 0;
        }
        double ideal = 0;
        for (int i = 0; i < Math.min(k, relevant.size()); i++) {
            ideal += discount(i);
        }
        return ideal == 0 ? 0 : dcg / ideal;
    }

    /** HitRate@k: 1 when at least one of the first k is relevant, else 0. */
    public static double hitRate(int[] ranked, Set<Integer> relevant, int k) {
        return hits(ranked, relevant, k) > 0 ? 1 : 0;
    }

    /** Reciprocal rank: 1 / rank of the first hit among the first k (rank from 1), 0 without a hit; its mean is MRR@k. */
    public static double reciprocalRank(int[] ranked, Set<Integer> relevant, int k) {
        for (int i = 0; i < Math.min(k, ranked.length); i++) {
            if (relevant.contains(ranked[i])) {
                return 1.0 / (i + 1);
            }
        }
        return 0;
    }

    private static int hits(int[] ranked, Set<Integer> relevant, int k) {
        int hits = 0;
        for (int i = 0; i < Math.min(k, ranked.length); i++) {
            hits += relevant.contains(ranked[i]) ? 1 : 0;
        }
        return hits;
    }

    private static double discount(int position) {
        return Math.log(2) / Math.log(position + 2);
    }
}
