// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class InteractionsTest {

    @Test
    void sortsAHistoryByTime() {
        Interactions interactions = Interactions.of(
                1, 3, new int[] {0, 0, 0}, new int[] {2, 0, 1}, new float[] {1, 2, 3}, new double[] {30, 10, 20});
        History history = interactions.history(0);
        assertThat(items(history)).containsExactly(0, 1, 2);
        assertThat(history.weight(0)).isEqualTo(2);
        assertThat(interactions.timed()).isTrue();
    }

    @Test
    void sortsAHistoryByItemWithoutTimes() {
        Interactions interactions = Interactions.of(2, 3, new int[] {1, 0, 1}, new int[] {2, 1, 0}, null, null);
        assertThat(items(interactions.history(1))).containsExactly(0, 2);
        assertThat(interactions.history(1).weight(0)).isEqualTo(1);
        assertThat(interactions.timed()).isFalse();
    }

    @Test
    void keepsTheOrderOfFractionsAndOfTiesByItem() {
        Interactions interactions =
                Interactions.of(1, 4, new int[4], new int[] {3, 0, 2, 1}, null, new double[] {0.2, 0.3, 0.1, 0.2});
        assertThat(items(interactions.history(0))).containsExactly(2, 1, 3, 0);
    }

    @Test
    void takesAnUnknownTimeForTheOldest() {
        double[] times = {Double.NaN, Double.NEGATIVE_INFINITY, 0.0, -0.0};
        Interactions interactions = Interactions.of(1, 4, new int[4], new int[] {3, 2, 1, 0}, null, times);
        assertThat(items(interactions.history(0))).containsExactly(3, 2, 0, 1);
    }

    @Test
    void dependsNotOnTheOrderInWhichEdgesCome() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 50; round++) {
            int size = 120;
            int[] users = random.ints(size, 0, 6).toArray();
            int[] items = random.ints(size, 0, 8).toArray();
            float[] weights = floats(random.ints(size, -2, 3).toArray());
            double[] times = random.ints(size, 0, 4).mapToDouble(t -> t / 10.0).toArray();
            int[] order = random.ints(size * 20L, 0, size).distinct().toArray();
            assertThat(order).hasSize(size);
            float[] permuted = floats(order, weights);
            for (boolean timed : new boolean[] {true, false}) {
                Interactions one = Interactions.of(6, 8, users, items, weights, timed ? times : null);
                Interactions other = Interactions.of(
                        6,
                        8,
                        Arrays.stream(order).map(edge -> users[edge]).toArray(),
                        Arrays.stream(order).map(edge -> items[edge]).toArray(),
                        permuted,
                        timed
                                ? Arrays.stream(order)
                                        .mapToDouble(edge -> times[edge])
                                        .toArray()
                                : null);
                assertThat(other.byUser().offsets()).isEqualTo(one.byUser().offsets());
                assertThat(other.byUser().targets()).isEqualTo(one.byUser().targets());
                for (int edge = 0; edge < one.size(); edge++) {
                    assertThat(other.byUser().weight(edge))
                            .isEqualTo(one.byUser().weight(edge));
                }
            }
        }
    }

    private static float[] floats(int[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers[i];
        }
        return floats;
    }

    private static float[] floats(int[] order, float[] values) {
        float[] picked = new float[order.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = values[order[i]];
        }
        return picked;
    }

    @Test
    void keepsTheGreatestWeightOfARepeatedPairWithinOneMoment() {
        Interactions interactions =
                Interactions.of(1, 1, new int[3], new int[3], new float[] {-1, 5, 3}, new double[] {0.5, 0.5, 0.5});
        assertThat(interactions.history(0).weight(0)).isEqualTo(5);
    }

    @Test
    void keepsTheLastOfARepeatedPair() {
        Interactions interactions = Interactions.of(
                1, 2, new int[] {0, 0, 0}, new int[] {0, 1, 0}, new float[] {1, 2, 3}, new double[] {9, 5, 1
                }); // by time: 0 (weight 3), 1 (2), 0 (1)
        assertThat(items(interactions.history(0))).containsExactly(1, 0);
        assertThat(interactions.history(0).weight(1)).isEqualTo(1);
        assertThat(interactions.size()).isEqualTo(2);
    }

    @Test
    void listsTheUsersOfAnItem() {
        Interactions interactions = Interactions.of(3, 2, new int[] {2, 0, 1}, new int[] {1, 1, 0}, null, null);
        assertThat(interactions.byItem().targets()).containsExactly(1, 0, 2);
        assertThat(interactions.byItem().degree(1)).isEqualTo(2);
    }

    @Test
    void takesAnyFiniteWeight() {
        Interactions interactions = Interactions.of(1, 2, new int[2], new int[] {0, 1}, new float[] {-10, 0}, null);
        assertThat(interactions.history(0).weight(0)).isEqualTo(-10);
        assertThat(interactions.history(0).weight(1)).isZero();
    }

    @Test
    void refusesAWeightThatIsNoNumber() {
        assertThatThrownBy(() -> Interactions.of(1, 1, new int[] {0}, new int[] {0}, new float[] {Float.NaN}, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weight of an interaction must be a finite number but was `NaN`.");
    }

    private static int[] items(History history) {
        int[] items = new int[history.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = history.item(i);
        }
        return items;
    }
}
