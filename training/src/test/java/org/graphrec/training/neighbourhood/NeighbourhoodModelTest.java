// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.neighbourhood;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.graphrec.training.graph.History;
import org.junit.jupiter.api.Test;

/** Walks by hand, and the law that parts sum to the score. */
class NeighbourhoodModelTest {
    private static final int[][] USERS = {{0, 1}, {0, 1, 2}, {3}};
    private static final int[] USERS_OF = {4, 2, 1, 1, 0};

    @Test
    void addsUpTheChancesOfWalks() {
        NeighbourhoodModel model = new NeighbourhoodModel(5, USERS, USERS_OF);
        float[] scores = new float[5];
        model.score(new History(new int[] {0}, null), scores);
        assertThat(scores).containsExactly(0, (float) (1.0 / 4 / 2 + 1.0 / 4 / 3), (float) (1.0 / 4 / 3), 0, 0);
        model.score(new History(new int[] {0, 1}, null, new float[] {1, -1}), scores);
        assertThat(scores[2]).isCloseTo((float) (1.0 / 4 / 3 - 1.0 / 2 / 3), within(1e-6f));
        assertThat(model.cold(4)).isTrue();
        assertThat(model.cold(3)).isFalse();
    }

    @Test
    void partsSumToTheScore() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            int items = 5 + random.nextInt(20);
            int[][] users = new int[1 + random.nextInt(10)][];
            int[] usersOf = new int[items];
            for (int u = 0; u < users.length; u++) {
                TreeSet<Integer> own = new TreeSet<>();
                random.ints(1 + random.nextInt(6), 0, items).forEach(own::add);
                users[u] = own.stream().mapToInt(Integer::intValue).toArray();
                own.forEach(item -> usersOf[item]++);
            }
            NeighbourhoodModel model = new NeighbourhoodModel(items, users, usersOf);
            int[] own = random.ints(6, 0, items).distinct().toArray();
            float[] emphases = new float[own.length];
            for (int i = 0; i < own.length; i++) {
                emphases[i] = random.nextInt(4) == 0 ? -1 : random.nextFloat();
            }
            History history = new History(own, null, emphases);
            float[] scores = new float[items];
            model.score(history, scores);
            for (int item = 0; item < items; item++) {
                assertThat(Arrays.stream(model.contributions(history, item)).sum())
                        .isCloseTo(scores[item], within(1e-6));
            }
        }
    }

    @Test
    void choosesThoseWhoAWalkGoesOnFromMostLikely() {
        NeighbourSampler neighbours = new NeighbourSampler();
        neighbours.add(List.of(1L, 2L, 3L), 30);
        neighbours.add(List.of(2L, 3L), 2);
        assertThat(neighbours.met()).containsExactly(1L, 2L, 3L);
        assertThat(neighbours.likeliest(Map.of(1L, 1, 2L, 50, 3L, 10), 3)).containsExactly(3L, 1L, 2L);
        assertThat(neighbours.likeliest(Map.of(), 3)).containsExactly(2L, 3L, 1L);
        assertThat(neighbours.likeliest(Map.of(), 1)).containsExactly(2L);
    }

    @Test
    void refusesItemsThatItDoesNotKnow() {
        assertThatThrownBy(() -> new NeighbourhoodModel(2, USERS, new int[2]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new NeighbourhoodModel(5, USERS, new int[2]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`usersOfItem`");
    }
}
