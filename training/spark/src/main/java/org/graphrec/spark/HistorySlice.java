// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.Arrays;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/**
 * What some users did, as one task read it: their likes, oldest first, as {@link Interactions} has them. Not a record: it holds arrays.
 */
final class HistorySlice implements Serializable {
    private static final long serialVersionUID = 1L;

    final long[] userIds; // ascending
    final Csr byUser; // [users, items]
    final double[] times; // of each edge; null where there are none
    final Counts counts;

    /** How many pairs of user and item there are, and events whose weight cannot be read. */
    record Counts(long likes, long seen, long dislikes, long unreadable) implements Serializable {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    likes + other.likes, seen + other.seen, dislikes + other.dislikes, unreadable + other.unreadable);
        }
    }

    private HistorySlice(long[] userIds, Csr byUser, double[] times, Counts counts) {
        this.userIds = userIds;
        this.byUser = byUser;
        this.times = times;
        this.counts = counts;
    }

    static HistorySlice of(long[] userIds, Interactions interactions, Counts counts) {
        double[] times = null;
        if (interactions.timed()) {
            times = new double[interactions.size()];
            Arrays.setAll(times, interactions::time);
        }
        return new HistorySlice(userIds, interactions.byUser(), times, counts);
    }

    int users() {
        return userIds.length;
    }

    int size() {
        return byUser.edges();
    }

    /** The number of users of each item. */
    int[] degrees() {
        int[] degrees = new int[byUser.columns()];
        for (int item : byUser.targets()) {
            degrees[item]++;
        }
        return degrees;
    }
}
