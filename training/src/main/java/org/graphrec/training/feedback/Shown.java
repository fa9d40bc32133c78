// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

import org.graphrec.training.Require;

/**
 * Recommendations that were shown, and which of them were clicked: entry i of each array is one of them. Arrays are not copied.
 *
 * @param users who saw it, from 0; what one user does is not independent
 * @param pairs number of the pair of user and item, from 0; a pair is shown again in other lists, perhaps at another rank
 * @param ranks its rank, from 0
 * @param clicked whether it was clicked
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Shown(int[] users, int[] pairs, int[] ranks, boolean[] clicked) {

    public Shown {
        Require.size("pairs", pairs.length, users.length);
        Require.size("ranks", ranks.length, users.length);
        Require.size("clicked", clicked.length, users.length);
    }

    /** How many were shown. */
    public int size() {
        return users.length;
    }

    /** The number of users. */
    int userCount() {
        return most(users);
    }

    /** The number of ranks. */
    int rankCount() {
        return most(ranks);
    }

    /** The number of pairs. */
    int pairCount() {
        return most(pairs);
    }

    private static int most(int[] numbers) {
        int most = 0;
        for (int number : numbers) {
            most = Math.max(most, number + 1);
        }
        return most;
    }
}
