// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/**
 * The held-out interactions that {@link Metric#DEBIASED_NDCG} counts: of an item with more than Q3 + 1.5 (Q3 - Q1) of them, where
 * the quartiles are over the items with any, only so many, drawn at random.
 */
final class DebiasedTest {

    private static final double REACH = 1.5;

    private final Csr byUser;
    private final boolean[] counts; // of each edge by user

    DebiasedTest(Interactions held, long seed) {
        byUser = held.byUser();
        counts = new boolean[byUser.edges()];
        Csr byItem = held.byItem();
        int most = most(byItem);
        SplittableRandom random = new SplittableRandom(seed);
        int[] left = new int[byItem.rows()];
        int[] wanted = new int[byItem.rows()];
        for (int item = 0; item < left.length; item++) {
            left[item] = byItem.degree(item);
            wanted[item] = Math.min(left[item], most);
        }
        for (int edge = 0; edge < counts.length; edge++) {
            int item = byUser.targets()[edge];
            // selection sampling: each of those that remain is taken with the share still wanted
            if (random.nextInt(left[item]--) < wanted[item]) {
                counts[edge] = true;
                wanted[item]--;
            }
        }
    }

    private static int most(Csr byItem) {
        int[] degrees = new int[byItem.rows()];
        for (int item = 0; item < degrees.length; item++) {
            degrees[item] = byItem.degree(item);
        }
        int[] sorted =
                Arrays.stream(degrees).filter(degree -> degree > 0).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        double first = quantile(sorted, 0.25);
        double third = quantile(sorted, 0.75);
        return Math.max(1, (int) (third + REACH * (third - first)));
    }

    /** Between the two values next to the place, in proportion. */
    private static double quantile(int[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    /** The held-out items of a user that count. */
    Set<Integer> kept(int user) {
        Set<Integer> kept = new HashSet<>();
        for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
            if (counts[edge]) {
                kept.add(byUser.targets()[edge]);
            }
        }
        return kept;
    }
}
