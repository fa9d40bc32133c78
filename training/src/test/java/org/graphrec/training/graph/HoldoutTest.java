// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutTest {

    private static final int USERS = 400;

    private static final int ITEMS = 7;

    @Test
    void partsHoldEveryInteractionOnceAndTheShareAskedFor() {
        Interactions all = everyPair(null);
        Holdout holdout = Holdout.of(all, 0.1, 1);
        assertThat(holdout.training().size() + holdout.held().size()).isEqualTo(all.size());
        assertThat((double) holdout.held().size() / all.size()).isCloseTo(0.1, within(0.015));
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                assertThat(has(holdout.training(), user, item)).isNotEqualTo(has(holdout.held(), user, item));
            }
        }
    }

    @Test
    void holdsOutTheLastOnesWhenTimesAreKnown() {
        double[] times = IntStream.range(0, USERS * ITEMS).mapToDouble(i -> -i).toArray();
        Holdout holdout = Holdout.of(everyPair(times), 0.3, 1);
        for (int user = 0; user < USERS; user++) {
            History held = holdout.held().history(user);
            assertThat(held.item(held.size() - 1)).isZero();
            assertThat(held.size()).isBetween(2, 3);
        }
    }

    @Test
    void dependsOnTheSeedAlone() {
        int[] first = Holdout.of(everyPair(null), 0.1, 7).held().byUser().targets();
        assertThat(Holdout.of(everyPair(null), 0.1, 7).held().byUser().targets())
                .isEqualTo(first);
        assertThat(Holdout.of(everyPair(null), 0.1, 8).held().byUser().targets())
                .isNotEqualTo(first);
    }

    @Test
    void holdsOutItemsWhole() {
        BitSet items = new BitSet();
        items.set(2);
        items.set(5);
        Holdout holdout = Holdout.ofItems(everyPair(null), items);
        for (int user = 0; user < USERS; user++) {
            for (int item = 0; item < ITEMS; item++) {
                assertThat(has(holdout.held(), user, item)).isEqualTo(items.get(item));
                assertThat(has(holdout.training(), user, item)).isNotEqualTo(items.get(item));
            }
        }
    }

    @Test
    void leavesEveryUserSomething() {
        Interactions single = Interactions.of(2, 1, new int[] {0}, new int[] {0}, null, null);
        assertThat(Holdout.of(single, 0.5, 3).held().size()).isZero();
    }

    private static Interactions everyPair(double[] times) {
        int[] users = IntStream.range(0, USERS * ITEMS).map(i -> i / ITEMS).toArray();
        int[] items = IntStream.range(0, USERS * ITEMS).map(i -> i % ITEMS).toArray();
        return Interactions.of(USERS, ITEMS, users, items, null, times);
    }

    private static boolean has(Interactions interactions, int user, int item) {
        History history = interactions.history(user);
        return IntStream.range(0, history.size()).anyMatch(i -> history.item(i) == item);
    }
}
