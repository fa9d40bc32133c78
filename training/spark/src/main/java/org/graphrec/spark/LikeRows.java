// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.Arrays;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Pairs;

/** The likes among pairs, collected for {@link Interactions}. */
final class LikeRows {
    private int size;
    private final int[] users;
    private final int[] items;
    private final float[] weights;
    private final double[] times;

    /** At most so many. */
    LikeRows(int most) {
        users = new int[most];
        items = new int[most];
        weights = new float[most];
        times = new double[most];
    }

    /** Adds a user's likes, and counts all pairs. */
    HistorySlice.Counts add(int user, Pairs pairs) {
        long likes = 0;
        long dislikes = 0;
        for (int i = 0; i < pairs.size(); i++) {
            if (pairs.verdict(i) == Pairs.Verdict.LIKED) {
                users[size] = user;
                items[size] = pairs.item(i);
                weights[size] = Pairs.strength(pairs.weight(i));
                times[size] = pairs.time(i);
                size++;
                likes++;
            } else if (pairs.verdict(i) == Pairs.Verdict.DISLIKED) {
                dislikes++;
            }
        }
        return new HistorySlice.Counts(likes, pairs.size() - likes - dislikes, dislikes, pairs.unreadable());
    }

    Interactions interactions(int userCount, int itemCount, boolean weighted, boolean timed) {
        return Interactions.of(
                userCount,
                itemCount,
                Arrays.copyOf(users, size),
                Arrays.copyOf(items, size),
                weighted ? Arrays.copyOf(weights, size) : null,
                timed ? Arrays.copyOf(times, size) : null);
    }
}
