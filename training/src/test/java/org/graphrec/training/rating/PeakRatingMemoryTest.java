// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.graphrec.training.fixtures.LiveHeap;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeakRatingMemoryTest {

    private static final int USERS = 400;

    private static final int ITEMS = 1500;

    @ParameterizedTest
    @ValueSource(ints = {0, 64})
    void boundsWhatAFitHoldsAtOnce(int dimension) {
        Interactions ratings = ratings(8000);
        TrainingOptions options = TrainingOptions.defaults();
        Matrix texts = dimension == 0 ? null : new Matrix(ITEMS, dimension);
        for (int i = 0; i < ITEMS * dimension; i++) {
            texts.values()[i] = (i * 31 % 97) / 97f - 0.5f;
        }
        long most = LiveHeap.most(60, monitor -> RatingTrainer.fit(ratings, texts, options, monitor));
        assertThat(most)
                .isBetween(
                        500_000L,
                        RatingTrainer.peakBytes(USERS, ITEMS, ratings.size(), dimension, Context.NONE, options));
    }

    @Test
    void growsWithEverySize() {
        TrainingOptions options = TrainingOptions.defaults();
        long base = RatingTrainer.peakBytes(1000, 1000, 10_000, 0, Context.NONE, options);
        assertThat(RatingTrainer.peakBytes(2000, 1000, 10_000, 0, Context.NONE, options))
                .isGreaterThan(base);
        assertThat(RatingTrainer.peakBytes(1000, 2000, 10_000, 0, Context.NONE, options))
                .isGreaterThan(base);
        assertThat(RatingTrainer.peakBytes(1000, 1000, 20_000, 0, Context.NONE, options))
                .isGreaterThan(base);
        assertThat(RatingTrainer.peakBytes(1000, 1000, 10_000, 384, Context.NONE, options))
                .isGreaterThan(base);
    }

    private static Interactions ratings(int size) {
        SplittableRandom random = new SplittableRandom(1);
        int[] users = random.ints(size, 0, USERS).toArray();
        int[] items = random.ints(size, 0, ITEMS).toArray();
        float[] weights = new float[size];
        for (int i = 0; i < size; i++) {
            weights[i] = random.nextInt(1, 6);
        }
        return Interactions.of(USERS, ITEMS, users, items, weights, null);
    }
}
