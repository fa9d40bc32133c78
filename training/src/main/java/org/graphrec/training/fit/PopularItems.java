// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.graphrec.training.evaluate.RankingMetrics;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.RecentCounts;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.tune.Trials;

/**
 * What users are shown of whom nothing is known: the most popular items, of all time or lately. Where there are times, the past tells
 * which: at several moments, both are ranked by what was known then, and measured on what the next newcomers did first.
 */
public final class PopularItems {
    /** After these shares of the interactions come the newcomers that are measured, until the next. */
    private static final double[] MOMENTS = {0.5, 0.6, 0.7, 0.8, 0.9, 1};

    private static final int LEAST_NEWCOMERS = 30;

    /** Standard errors by which recent popularity must be better. */
    private static final double SIGNIFICANT = 1;

    private final Interactions interactions;
    private final Csr byUser;
    private final RecentCounts recent;
    private double sum;
    private double squares;
    private int newcomers;

    private PopularItems(Interactions interactions) {
        this.interactions = interactions;
        this.byUser = interactions.byUser();
        this.recent = new RecentCounts(interactions);
    }

    /** The items of a graph, by all interactions or by recent ones. */
    public static Popularity of(Interactions interactions) {
        Popularity all = Popularity.of(interactions);
        if (!interactions.timed()) {
            return all;
        }
        PopularItems popular = new PopularItems(interactions);
        if (!popular.recentIsBetter()) {
            return all;
        }
        int[] counts = new int[interactions.items()];
        Arrays.setAll(counts, all::count);
        return new Popularity(counts, popular.recent.ofAll());
    }

    private boolean recentIsBetter() {
        int known = recent.known();
        for (int m = 0; m + 1 < MOMENTS.length && known > 0; m++) {
            double from = recent.time((int) (MOMENTS[m] * known));
            double to = MOMENTS[m + 1] == 1 ? Double.POSITIVE_INFINITY : recent.time((int) (MOMENTS[m + 1] * known));
            measure(from, to);
        }
        double mean = sum / Math.max(1, newcomers);
        double variance = squares / Math.max(1, newcomers) - mean * mean;
        return newcomers >= LEAST_NEWCOMERS && mean > SIGNIFICANT * Math.sqrt(Math.max(0, variance) / newcomers);
    }

    /** Measures on the users whose first interaction is from one moment until before another. */
    private void measure(double from, double to) {
        int[] before = new int[interactions.items()];
        for (int edge = 0; edge < byUser.edges(); edge++) {
            if (interactions.time(edge) < from) {
                before[byUser.targets()[edge]]++;
            }
        }
        int[] usual = first(new Popularity(before));
        int[] lately = first(new Popularity(before, recent.of(from)));
        for (int user = 0; user < byUser.rows(); user++) {
            int edge = byUser.offsets()[user];
            if (edge < byUser.offsets()[user + 1] && interactions.time(edge) >= from && interactions.time(edge) < to) {
                Set<Integer> wanted = firstOf(user);
                double difference =
                        RankingMetrics.ndcg(lately, wanted, Trials.K) - RankingMetrics.ndcg(usual, wanted, Trials.K);
                sum += difference;
                squares += difference * difference;
                newcomers++;
            }
        }
    }

    private static int[] first(Popularity popularity) {
        return popularity.descending().limit(Trials.K).toArray();
    }

    /** What a user did at first; histories are in the order of time. */
    private Set<Integer> firstOf(int user) {
        int from = byUser.offsets()[user];
        Set<Integer> items = new HashSet<>();
        for (int edge = from;
                edge < byUser.offsets()[user + 1] && interactions.time(edge) == interactions.time(from);
                edge++) {
            items.add(byUser.targets()[edge]);
        }
        return items;
    }
}
