// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.graph.Relation.Ends;
import org.junit.jupiter.api.Test;

class ContextByIdsTest {
    private static final long[] USERS = {10, 20, 30};
    private static final long[] ITEMS = {11, 21};

    /** Users 10 and 20 have an item each, user 30 has none. */
    private final ContextByIds context =
            new ContextByIds(USERS, ITEMS, Interactions.of(3, 2, new int[] {0, 1}, new int[] {0, 1}, null, null));

    @Test
    void aNameIsARelationForEachKindOfNodesThatItLeadsTo() {
        context.add(kind("KNOWS", true), edges(new long[] {10, 20, 20, 20}, new long[] {20, 77, 55, 11}));
        assertThat(context.context().relations())
                .extracting(Relation::ends)
                .containsExactly(Ends.USER_ITEM, Ends.USER_USER, Ends.USER_NODE);
        assertThat(context.context().relations().get(1).of(0)).containsExactly(1);
        assertThat(context.relations().get(2).nodes()).containsExactly(55, 77);
        assertThat(context.context().relations().get(2).of(1)).containsExactly(0, 1);
    }

    @Test
    void whoNeverInteractsIsSomethingInCommonThoughOfTheLabelOfUsers() {
        context.add(kind("ACTOR", false), edges(new long[] {11, 21}, new long[] {30, 30}));
        assertThat(context.context().relations()).extracting(Relation::ends).containsExactly(Ends.ITEM_NODE);
        context.add(kind("FAN_OF", true), edges(new long[] {10, 20}, new long[] {30, 30}));
        assertThat(context.context().relations())
                .extracting(Relation::ends)
                .containsExactly(Ends.ITEM_NODE, Ends.USER_USER, Ends.USER_NODE);
    }

    @Test
    void parallelEdgesAreOneWithTheEarliestTimeAndTheLargestWeight() {
        context.add(
                new ContextByIds.Kind("VIEWED", true, true, true, 0.5),
                new EdgesById(
                        new long[] {30, 10, 30, 20},
                        new long[] {21, 11, 21, 11},
                        new double[] {1, Double.NaN, 2, 0},
                        new double[] {4, 3, 9, 1}));
        Relation viewed = context.context().relations().get(0);
        assertThat(viewed.ends()).isEqualTo(Ends.USER_ITEM);
        assertThat(viewed.weight()).isEqualTo(0.5);
        assertThat(viewed.of(1)).as("a weight of 0 says nothing").isEmpty();
        assertThat(viewed.of(2)).containsExactly(1);
        assertThat(viewed.weightsOf(2)).containsExactly(2);
        assertThat(viewed.times()).containsExactly(3, 4);
    }

    @Test
    void aRelationHasNodesOfItsOwnExactlyWhereItLeadsToOthers() {
        assertThatThrownBy(() -> new HandedRelation("IN", Ends.ITEM_NODE, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`IN`");
        assertThatThrownBy(() -> new HandedRelation("IN", Ends.ITEM_ITEM, new long[] {1}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ContextByIds.Kind kind(String name, boolean ofUsers) {
        return new ContextByIds.Kind(name, ofUsers, false, false, Double.NaN);
    }

    private static EdgesById edges(long[] from, long[] to) {
        double[] none = new double[from.length];
        Arrays.fill(none, Double.NaN);
        return new EdgesById(from, to, none, none);
    }
}
