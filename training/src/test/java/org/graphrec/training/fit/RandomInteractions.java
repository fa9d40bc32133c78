// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import java.util.SplittableRandom;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/** Seeded random data with some structure: users and items belong to groups, and popularity is skewed. */
public final class RandomInteractions {

    private static final int GROUPS = 5;

    private RandomInteractions() {}

    public static Interactions of(int users, int items, int size, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        for (int i = 0; i < size; i++) {
            userOf[i] = random.nextInt(users);
            int skewed = (int) (items * random.nextDouble() * random.nextDouble());
            boolean own = random.nextInt(4) > 0;
            itemOf[i] = own ? skewed / GROUPS * GROUPS + userOf[i] % GROUPS : skewed;
            itemOf[i] = Math.min(itemOf[i], items - 1);
        }
        return Interactions.of(users, items, userOf, itemOf, null, null);
    }

    /** Vectors that lean towards the item's group. */
    public static Matrix features(int items, int dimension, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Matrix features = new Matrix(items, dimension);
        for (int item = 0; item < items; item++) {
            for (int d = 0; d < dimension; d++) {
                features.values()[features.offset(item) + d] =
                        (float) random.nextDouble(-1, 1) + (d % GROUPS == item % GROUPS ? 1 : 0);
            }
        }
        return features;
    }
}
