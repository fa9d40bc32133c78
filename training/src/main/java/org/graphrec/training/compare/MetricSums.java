// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What was measured of one method in one segment: for every user a sum of each metric and how many lists or ratings it is over. */
final class MetricSums {

    private final Map<Metric, double[]> sums = new EnumMap<>(Metric.class);
    private final int[] lists;
    private final int[] debiased;
    private final int[] ratings;
    private double coverage;
    private double gini;
    private int partitions;
    private long heldOut;

    MetricSums(int users) {
        for (Metric metric : Metric.values()) {
            if (metric.perUser()) {
                sums.put(metric, new double[users]);
            }
        }
        lists = new int[users];
        debiased = new int[users];
        ratings = new int[users];
    }

    /** What a {@link Metric#perUser} metric came to; users may be added by several threads, each by one. */
    void add(Metric metric, int user, double value) {
        sums.get(metric)[user] += value;
    }

    void addList(int user) {
        lists[user]++;
    }

    /** A list that counts for {@link Metric#DEBIASED_NDCG}, and what it came to. */
    void addDebiased(int user, double ndcg) {
        debiased[user]++;
        add(Metric.DEBIASED_NDCG, user, ndcg);
    }

    void addRating(int user) {
        ratings[user]++;
    }

    /** Interactions that were to be ranked high or predicted. */
    void addHeldOut(long interactions) {
        heldOut += interactions;
    }

    /**
     * How often each item was listed in one partition.
     *
     * @param listed of the items that competed, in any order; it is sorted
     */
    void addExposure(int[] listed) {
        Arrays.sort(listed);
        double total = 0;
        double weighted = 0;
        int covered = 0;
        for (int i = 0; i < listed.length; i++) {
            total += listed[i];
            weighted += (2.0 * (i + 1) - listed.length - 1) * listed[i];
            covered += listed[i] > 0 ? 1 : 0;
        }
        coverage += listed.length == 0 ? 0 : (double) covered / listed.length;
        gini += total == 0 ? 0 : weighted / (listed.length * total);
        partitions++;
    }

    int users() {
        int users = 0;
        for (int user = 0; user < lists.length; user++) {
            users += lists[user] + ratings[user] > 0 ? 1 : 0;
        }
        return users;
    }

    long heldOut() {
        return heldOut;
    }

    boolean measured(Metric metric) {
        return metric.perUser() ? Arrays.stream(counts(metric)).anyMatch(count -> count > 0) : partitions > 0;
    }

    double[] sums(Metric metric) {
        return sums.get(metric);
    }

    int[] counts(Metric metric) {
        return metric.ofRatings() ? ratings : metric == Metric.DEBIASED_NDCG ? debiased : lists;
    }

    double value(Metric metric) {
        if (metric == Metric.COVERAGE) {
            return coverage / partitions;
        }
        if (metric == Metric.GINI) {
            return gini / partitions;
        }
        double sum = Arrays.stream(sums(metric)).sum();
        double mean = sum / Arrays.stream(counts(metric)).asLongStream().sum();
        return metric == Metric.RMSE ? Math.sqrt(mean) : mean;
    }

    static long bytes(long users) {
        return users * (Metric.values().length * (long) Double.BYTES + 3 * Integer.BYTES);
    }
}
