// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.graphrec.training.Require;

/**
 * Maximal marginal relevance: picks items one by one, each for its own score less its likeness to those picked (Carbonell and
 * Goldstein, "The use of MMR, diversity-based reranking", SIGIR 1998).
 *
 * @param lambda 0 keeps the order of the scores, 1 looks at likeness alone
 * @param similarity between items
 */
public record Diversity(double lambda, ItemSimilarity similarity) {

    /** Rejects a share out of range. */
    public Diversity {
        Require.between("diversity", lambda, 0.0, 1.0);
    }

    /**
     * The {@code k} picked of {@code pool}, with their own scores, in the order picked. Each step takes the item with the
     * largest (1 - lambda) score / best score - lambda max likeness to one picked; ties go to the earlier in the pool.
     *
     * @param pool best first
     */
    public List<Scored> pick(List<Scored> pool, int k) {
        double best = pool.isEmpty() ? 1 : Math.max(pool.get(0).score(), Float.MIN_NORMAL);
        boolean[] picked = new boolean[pool.size()];
        // likeness may be negative, and nothing is picked yet
        double[] likeness = new double[pool.size()];
        Arrays.fill(likeness, Double.NEGATIVE_INFINITY);
        List<Scored> order = new ArrayList<>();
        while (order.size() < Math.min(k, pool.size())) {
            int next = -1;
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < picked.length; i++) {
                double relevance = (1 - lambda) * pool.get(i).score() / best;
                double gain = order.isEmpty() ? relevance : relevance - lambda * likeness[i];
                if (!picked[i] && (next < 0 || gain > most)) {
                    next = i;
                    most = gain;
                }
            }
            picked[next] = true;
            order.add(pool.get(next));
            for (int i = 0; i < picked.length; i++) {
                likeness[i] = Math.max(
                        likeness[i],
                        similarity.of(pool.get(i).item(), pool.get(next).item()));
            }
        }
        return order;
    }
}
