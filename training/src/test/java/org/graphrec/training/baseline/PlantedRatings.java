// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/** Ratings from 1 to 5 by biases and two tastes, with little noise; the texts of items tell the tastes, not the biases. */
final class PlantedRatings {

    static final int USERS = 90;

    static final int ITEMS = 60;

    final Interactions training;
    final Interactions held;
    final Matrix texts = new Matrix(ITEMS, 4);

    /** The last user and the last item have no training ratings. */
    PlantedRatings(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] users = new double[USERS][3];
        double[][] items = new double[ITEMS][3];
        for (double[][] side : new double[][][] {users, items}) {
            for (double[] row : side) {
                for (int f = 0; f < row.length; f++) {
                    row[f] = (f == 0 ? 0.3 : 0.7) * random.nextGaussian();
                }
            }
        }
        int[][] userOf = new int[2][USERS * ITEMS];
        int[][] itemOf = new int[2][USERS * ITEMS];
        float[][] ratings = new float[2][USERS * ITEMS];
        int[] sizes = new int[2];
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                boolean cold = user == USERS - 1 || item == ITEMS - 1;
                double draw = random.nextDouble();
                if (draw < 0.5) {
                    int part = cold || draw < 0.1 ? 1 : 0;
                    double rating = 3
                            + users[user][0]
                            + items[item][0]
                            + users[user][1] * items[item][1]
                            + users[user][2] * items[item][2]
                            + 0.1 * random.nextGaussian();
                    userOf[part][sizes[part]] = user;
                    itemOf[part][sizes[part]] = item;
                    ratings[part][sizes[part]++] = (float) Math.max(1, Math.min(5, rating));
                }
            }
        }
        training = part(userOf[0], itemOf[0], ratings[0], sizes[0]);
        held = part(userOf[1], itemOf[1], ratings[1], sizes[1]);
        for (int item = 0; item < ITEMS; item++) {
            for (int d = 0; d < 4; d++) {
                texts.values()[texts.offset(item) + d] =
                        (float) (d == 0 ? 1 : d < 3 ? items[item][d] : 0.1 * random.nextGaussian());
            }
        }
    }

    private static Interactions part(int[] users, int[] items, float[] ratings, int size) {
        return Interactions.of(
                USERS,
                ITEMS,
                Arrays.copyOf(users, size),
                Arrays.copyOf(items, size),
                Arrays.copyOf(ratings, size),
                null);
    }
}
