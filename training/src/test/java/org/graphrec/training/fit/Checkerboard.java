// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.Arrays;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/**
 * Users and items of equal number: even users have all even items, odd users all odd ones, except that no user has the item of
 * his own number. A correct recommender puts exactly that item first.
 */
public final class Checkerboard {

    private Checkerboard() {}

    public static Interactions interactions(int size) {
        int[] users = new int[size * size / 2];
        int[] items = new int[size * size / 2];
        int count = 0;
        for (int user = 0; user < size; user++) {
            for (int item = user % 2; item < size; item += 2) {
                if (item != user) {
                    users[count] = user;
                    items[count++] = item;
                }
            }
        }
        return Interactions.of(size, size, Arrays.copyOf(users, count), Arrays.copyOf(items, count), null, null);
    }

    /** Texts that tell even from odd: two directions, 0.6 alike, and a little of each item's own. */
    public static Matrix features(int size) {
        Matrix features = new Matrix(size, 2 + size);
        for (int item = 0; item < size; item++) {
            features.values()[features.offset(item)] = item % 2 == 0 ? 3 : 1;
            features.values()[features.offset(item) + 1] = item % 2 == 0 ? 1 : 3;
            features.values()[features.offset(item) + 2 + item] = 0.5f;
        }
        return features;
    }
}
