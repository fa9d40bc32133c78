// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.Arrays;
import org.graphrec.training.graph.Events;

/** Events as a query gives them, in any order, and then user by user. */
final class EventRows {
    private int size;
    private int[] users = new int[1024];
    private int[] items = new int[1024];
    private int[] kinds = new int[1024];
    private double[] weights = new double[1024];
    private double[] times = new double[1024];
    private boolean[] liked = new boolean[1024];
    private long[] byUser; // user and row in one number, sorted

    void add(int user, int item, int kind, double weight, double time, boolean like) {
        if (size == users.length) {
            int larger = Math.multiplyExact(2, size);
            users = Arrays.copyOf(users, larger);
            items = Arrays.copyOf(items, larger);
            kinds = Arrays.copyOf(kinds, larger);
            weights = Arrays.copyOf(weights, larger);
            times = Arrays.copyOf(times, larger);
            liked = Arrays.copyOf(liked, larger);
        }
        users[size] = user;
        items[size] = item;
        kinds[size] = kind;
        weights[size] = weight;
        times[size] = time;
        liked[size] = like;
        size++;
        byUser = null;
    }

    int size() {
        return size;
    }

    /** Fills {@code events} with those of a user. */
    void of(int user, Events events) {
        if (byUser == null) {
            byUser = new long[size];
            Arrays.setAll(byUser, row -> (long) users[row] << Integer.SIZE | row);
            Arrays.sort(byUser);
        }
        events.clear();
        int at = Arrays.binarySearch(byUser, (long) user << Integer.SIZE);
        for (int i = at < 0 ? -at - 1 : at; i < size && byUser[i] >> Integer.SIZE == user; i++) {
            int row = (int) byUser[i];
            events.add(items[row], kinds[row], weights[row], times[row], liked[row]);
        }
    }
}
