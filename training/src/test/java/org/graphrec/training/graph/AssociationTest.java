// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;

/** Items of which users like every fifth, with relations that know of this or do not. */
class AssociationTest {
    private static final int USERS = 200;
    private static final int ITEMS = 300;
    private static final int GROUPS = 5;

    private final Interactions interactions = interactions();

    @Test
    void findsWhatTellsTheGroups() {
        for (int seed = 0; seed < 20; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            assertThat(beyondChance(item -> item % GROUPS, 1, GROUPS)).isTrue();
            assertThat(beyondChance(
                            item -> random.nextInt(3) > 0 ? random.nextInt(40) : item % GROUPS + random.nextInt(8) * 5,
                            4,
                            40))
                    .as("one of three in the group")
                    .isTrue();
        }
    }

    @Test
    void isSeldomMistakenInRandomEdges() {
        int mistaken = 0;
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            mistaken += beyondChance(item -> random.nextInt(40), 4, 40) ? 1 : 0;
        }
        assertThat(mistaken).isLessThanOrEqualTo(5);
    }

    /** The first items are popular and have six times as many nodes, all of them at random: these are more alike than others. */
    @Test
    void isSeldomMistakenWherePopularItemsHaveMoreNodes() {
        int mistaken = 0;
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] items = IntStream.range(0, ITEMS)
                    .flatMap(item -> IntStream.generate(() -> item).limit(item < ITEMS / 3 ? 12 : 2))
                    .toArray();
            int[] nodes = IntStream.of(items).map(item -> random.nextInt(40)).toArray();
            mistaken += beyondChance(relation(items, nodes, 40)) ? 1 : 0;
        }
        assertThat(mistaken).isLessThanOrEqualTo(4);
    }

    @Test
    void findsNothingInWhatAllItemsHaveOrEachHasAlone() {
        assertThat(beyondChance(item -> 0, 1, 1)).isFalse();
        assertThat(beyondChance(item -> item, 1, ITEMS)).isFalse();
        assertThat(beyondChance(relation(new int[0], new int[0], 3))).isFalse();
    }

    private boolean beyondChance(IntUnaryOperator node, int each, int nodes) {
        int[] items = IntStream.range(0, ITEMS * each).map(edge -> edge / each).toArray();
        return beyondChance(relation(items, IntStream.of(items).map(node).toArray(), nodes));
    }

    private boolean beyondChance(Relation relation) {
        return Association.beyondChance(relation, interactions, 1, 2, Monitor.SILENT);
    }

    private static Relation relation(int[] items, int[] nodes, int width) {
        Csr summed = Csr.fromEdges(ITEMS, width, items, nodes, null);
        return new Relation(
                "TAG", Relation.Ends.ITEM_NODE, new Csr(ITEMS, width, summed.offsets(), summed.targets(), null));
    }

    /** Three of four within the group; the first third of the items is taken twice as often as the others. */
    private static Interactions interactions() {
        SplittableRandom random = new SplittableRandom(7);
        int[] users = new int[4_000];
        int[] items = new int[users.length];
        for (int i = 0; i < users.length; i++) {
            users[i] = random.nextInt(USERS);
            int item = random.nextInt(random.nextInt(3) == 0 ? ITEMS : ITEMS / 3);
            items[i] = random.nextInt(4) == 0 ? item : item / GROUPS * GROUPS + users[i] % GROUPS;
        }
        return Interactions.of(USERS, ITEMS, users, items, null, null);
    }
}
