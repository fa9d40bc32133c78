// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.TreeSet;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.junit.jupiter.api.Test;

/** Texts come behind walks, and their parts sum as well. */
class NeighbourhoodWithTextsTest {
    /** Users 0 and 1 have items 0 to 2; nobody has 3 to 5, of which 3 is like 0, 4 is not and 5 has no text. */
    private static final NeighbourhoodModel WALKS =
            new NeighbourhoodModel(6, new int[][] {{0, 1}, {0, 1, 2}}, new int[] {4, 2, 1, 0, 0, 0});

    private static final Matrix FEATURES = new Matrix(6, 2, new float[] {1, 0, 1, 0, 0, 1, 0.6f, 0.8f, -1, 0, 0, 0});

    private static float[] scores(NeighbourhoodWithTexts model, History history) {
        float[] scores = new float[model.items()];
        model.score(history, scores);
        return scores;
    }

    @Test
    void ranksWhatNobodyNearHasByItsTextBehindTheRest() {
        NeighbourhoodWithTexts model = new NeighbourhoodWithTexts(WALKS, FEATURES);
        float least = (float) (1.0 / 4 / 3);
        assertThat(scores(model, new History(new int[] {0}, null)))
                .containsExactly(0, (float) (1.0 / 4 / 2 + 1.0 / 4 / 3), least, 0.6f * least, 0, 0);
        assertThat(model.cold(2)).isFalse();
        assertThat(model.cold(3)).isTrue();
    }

    @Test
    void isTheCosineWhereNoWalkComesAnywhere() {
        NeighbourhoodWithTexts model = new NeighbourhoodWithTexts(
                new NeighbourhoodModel(6, new int[][] {}, new int[] {1, 0, 0, 0, 0, 0}), FEATURES);
        assertThat(scores(model, new History(new int[] {0}, null))).containsExactly(1, 1, 0, 0.6f, 0, 0);
        assertThat(scores(model, new History(new int[] {}, null))).containsOnly(0);
    }

    @Test
    void partsSumToTheScore() {
        Random random = new Random(5);
        for (int round = 0; round < 50; round++) {
            int items = 6 + random.nextInt(20);
            int[][] users = new int[random.nextInt(5)][];
            int[] usersOf = new int[items];
            Arrays.fill(usersOf, 1);
            for (int u = 0; u < users.length; u++) {
                TreeSet<Integer> own = new TreeSet<>();
                random.ints(1 + random.nextInt(4), 0, items).forEach(own::add);
                users[u] = own.stream().mapToInt(Integer::intValue).toArray();
            }
            Matrix features = new Matrix(items, 3);
            for (int item = 0; item < items; item++) {
                for (int d = 0; d < 3 && item % 5 != 0; d++) {
                    features.values()[features.offset(item) + d] = random.nextFloat() - 0.5f;
                }
                Vectors.normalise(features.values(), features.offset(item), 3);
            }
            NeighbourhoodWithTexts model =
                    new NeighbourhoodWithTexts(new NeighbourhoodModel(items, users, usersOf), features);
            History history = new History(random.ints(4, 0, items).distinct().toArray(), null);
            float[] scores = scores(model, history);
            for (int item = 0; item < items; item++) {
                double[] parts = model.contributions(history, item);
                assertThat(Arrays.stream(parts).sum()).isCloseTo(scores[item], within(1e-5));
                double text = Arrays.stream(model.textContributions(history, item, null))
                        .sum();
                assertThat(text).isCloseTo(model.cold(item) ? scores[item] : 0, within(1e-5));
            }
        }
    }

    @Test
    void refusesFeaturesOfOtherItems() {
        assertThatThrownBy(() -> new NeighbourhoodWithTexts(WALKS, new Matrix(5, 2)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
