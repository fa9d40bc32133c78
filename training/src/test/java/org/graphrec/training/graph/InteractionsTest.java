package org.graphrec.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class InteractionsTest {

    @Test
    void sortsAHistoryByTime() {
        Interactions interactions = Interactions.of(
                1, 3, new int[] {0, 0, 0}, new int[] {2, 0, 1}, new float[] {1, 2, 3}, new long[] {30, 10, 20});
        History history = interactions.history(0);
        assertThat(items(history)).containsExactly(0, 1, 2);
        assertThat(history.weight(0)).isEqualTo(2);
        assertThat(interactions.timed()).isTrue();
    }

    @Test
    void keepsTheOrderListedWithoutTimes() {
        Interactions interactions = Interactions.of(2, 3, new int[] {1, 0, 1}, new int[] {2, 1, 0}, null, null);
        assertThat(items(interactions.history(1))).containsExactly(2, 0);
        assertThat(interactions.history(1).weight(0)).isEqualTo(1);
        assertThat(interactions.timed()).isFalse();
    }

    @Test
    void keepsTheLastOfARepeatedPair() {
        Interactions interactions = Interactions.of(
                1, 2, new int[] {0, 0, 0}, new int[] {0, 1, 0}, new float[] {1, 2, 3}, new long[] {9, 5, 1
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
    void refusesAWeightThatIsNotPositive() {
        assertThatThrownBy(() -> Interactions.of(1, 1, new int[] {0}, new int[] {0}, new float[] {Float.NaN}, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The weight of an interaction must be finite and greater than 0 but was `NaN`.");
    }

    private static int[] items(History history) {
        int[] items = new int[history.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] = history.item(i);
        }
        return items;
    }
}
