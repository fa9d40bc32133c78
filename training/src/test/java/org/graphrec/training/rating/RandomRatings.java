// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.SplittableRandom;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/** Ratings of a known model: biases, one taste that users and items share, and noise of deviation 0.3. */
final class RandomRatings {

    static final int USERS = 120;

    static final int ITEMS = 80;

    static final double NOISE = 0.3;

    /** Parts of 1 that a rating is a multiple of, so that a float holds it shifted. */
    private static final int GRID = 1 << 10;

    private final double[] userBias = new double[USERS];
    private final double[] userTaste = new double[USERS];
    private final double[] itemBias = new double[ITEMS];
    private final double[] itemTaste = new double[ITEMS];
    private final SplittableRandom random;

    RandomRatings(long seed) {
        random = new SplittableRandom(seed);
        for (int user = 0; user < USERS; user++) {
            userBias[user] = 0.4 * random.nextGaussian();
            userTaste[user] = random.nextGaussian();
        }
        for (int item = 0; item < ITEMS; item++) {
            itemBias[item] = 0.4 * random.nextGaussian();
            itemTaste[item] = random.nextGaussian();
        }
    }

    /** Random pairs with items from {@code from} (inclusive) to {@code to} (exclusive). */
    Interactions ratings(int size, int from, int to) {
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        float[] ratings = new float[size];
        for (int i = 0; i < size; i++) {
            userOf[i] = random.nextInt(USERS);
            itemOf[i] = random.nextInt(from, to);
            double rating = 5
                    + userBias[userOf[i]]
                    + itemBias[itemOf[i]]
                    + userTaste[userOf[i]] * itemTaste[itemOf[i]]
                    + NOISE * random.nextGaussian();
            ratings[i] = Math.round(rating * GRID) / (float) GRID;
        }
        return Interactions.of(USERS, ITEMS, userOf, itemOf, ratings, null);
    }

    /** Texts that tell an item's bias and taste, among noise. */
    Matrix texts() {
        Matrix texts = new Matrix(ITEMS, 6);
        for (int item = 0; item < ITEMS; item++) {
            int offset = texts.offset(item);
            texts.values()[offset] = (float) itemBias[item];
            texts.values()[offset + 1] = (float) itemTaste[item];
            texts.values()[offset + 2] = 2;
            for (int d = 3; d < 6; d++) {
                texts.values()[offset + d] = (float) (0.1 * random.nextGaussian());
            }
        }
        return texts;
    }
}
