// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.tune.TrainingOptions;
import org.junit.jupiter.api.Test;

/** Users like items of one genre and one look; texts may tell the genre, and pictures the look. */
class ModalityWeightsTest {

    private static final int GENRES = 5;
    private static final int LOOKS = 4;
    private static final int ITEMS = 400;
    private static final int USERS = 300;
    private static final int DIMENSION = 8;

    private final Random random = new Random(5);

    @Test
    void givesAVectorOfNoiseNoWeight() {
        for (boolean noiseFirst : new boolean[] {false, true}) {
            float[][] telling = telling(GENRES, item -> item % GENRES);
            float[][] noise = telling(1, item -> 0);
            ModalityWeights.Choice choice = noiseFirst ? chosen(noise, telling) : chosen(telling, noise);
            assertThat(choice.weights()).containsExactly(noiseFirst ? 0.0 : 1.0, noiseFirst ? 1.0 : 0.0);
        }
    }

    @Test
    void weighsBothWhereEachTellsSomethingElse() {
        float[][] text = telling(GENRES, item -> item % GENRES);
        float[][] picture = telling(LOOKS, item -> item / GENRES % LOOKS);
        ModalityWeights.Choice both = chosen(text, picture);
        assertThat(both.weights()).allSatisfy(weight -> assertThat(weight).isGreaterThan(0.3));
        assertThat(both.weights().stream().mapToDouble(w -> w * w).sum()).isCloseTo(1, within(1e-9));
        assertThat(both.ndcg())
                .isGreaterThan(1.3 * chosen(text, telling(1, item -> 0)).ndcg());
    }

    @Test
    void weighsAPictureThatHalfOfTheItemsLack() {
        float[][] text = telling(GENRES, item -> item % GENRES);
        float[][] picture = telling(LOOKS, item -> item / GENRES % LOOKS);
        for (int item = 0; item < ITEMS; item++) {
            if (random.nextBoolean()) {
                picture[item] = new float[DIMENSION];
            }
        }
        ModalityWeights.Choice both = chosen(text, picture);
        assertThat(both.weights()).allSatisfy(weight -> assertThat(weight).isGreaterThan(0.2));
        assertThat(both.ndcg())
                .isGreaterThan(1.05 * chosen(text, telling(1, item -> 0)).ndcg());
    }

    @Test
    void isTheSameAtAnyConcurrency() {
        Matrix features =
                sideBySide(telling(GENRES, item -> item % GENRES), telling(LOOKS, item -> item / GENRES % LOOKS));
        Interactions interactions = interactions();
        assertThat(choose(interactions, features, 1)).isEqualTo(choose(interactions, features, 4));
    }

    private interface Group {
        int of(int item);
    }

    /** The direction of each item's class, with noise; of one class, it is noise and nothing else. */
    private float[][] telling(int classes, Group of) {
        float[][] directions = new float[classes][DIMENSION];
        for (float[] direction : directions) {
            for (int d = 0; d < DIMENSION; d++) {
                direction[d] = classes == 1 ? 0 : (float) random.nextGaussian();
            }
        }
        float[][] vectors = new float[ITEMS][DIMENSION];
        for (int item = 0; item < ITEMS; item++) {
            for (int d = 0; d < DIMENSION; d++) {
                vectors[item][d] = directions[of.of(item)][d] + 0.6f * (float) random.nextGaussian();
            }
        }
        return vectors;
    }

    private ModalityWeights.Choice chosen(float[][] one, float[][] other) {
        return choose(interactions(), sideBySide(one, other), 2);
    }

    private static ModalityWeights.Choice choose(Interactions interactions, Matrix features, int concurrency) {
        return ModalityWeights.choose(
                interactions,
                features,
                new int[] {DIMENSION, DIMENSION},
                new TrainingOptions(0.2, 50, 32, 7, concurrency, 60, Long.MAX_VALUE),
                Monitor.SILENT);
    }

    private static Matrix sideBySide(float[][] one, float[][] other) {
        Matrix features = new Matrix(ITEMS, 2 * DIMENSION);
        for (int item = 0; item < ITEMS; item++) {
            System.arraycopy(one[item], 0, features.values(), features.offset(item), DIMENSION);
            System.arraycopy(other[item], 0, features.values(), features.offset(item) + DIMENSION, DIMENSION);
        }
        return features;
    }

    private Interactions interactions() {
        Random own = new Random(6);
        List<int[]> pairs = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                boolean genre = item % GENRES == user % GENRES;
                boolean look = item / GENRES % LOOKS == user / GENRES % LOOKS;
                double chance = genre && look ? 0.5 : 0.01;
                if (own.nextDouble() < chance) {
                    pairs.add(new int[] {user, item});
                }
            }
        }
        return Interactions.of(
                USERS,
                ITEMS,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                null,
                null);
    }
}
