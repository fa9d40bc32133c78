// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.graphrec.training.graph.Csr;
import org.junit.jupiter.api.Test;

class NodeIndexTest {

    @Test
    void findsTheRowOfEachIdAndNoOther() {
        NodeIndex index = new NodeIndex(new long[] {3, 7, 20});
        for (int row = 0; row < index.size(); row++) {
            assertThat(index.row(index.id(row))).isEqualTo(row);
        }
        assertThat(index.row(4)).isNegative();
        assertThat(index.row(-1)).isNegative();
        assertThat(index.row(21)).isNegative();
    }

    /** Users 0, 1 and 2 interacted with items {0, 1}, {1} and {0, 2}; items are known by a key. */
    @Test
    void forgetsAUserOnBothSides() {
        Csr byUser = Csr.fromEdges(3, 3, new int[] {0, 0, 1, 2, 2}, new int[] {0, 1, 1, 0, 2}, null);
        NodeIndex users = new NodeIndex(new long[] {5, 6, 7}, new NodeIdentity(null, null, byUser));
        NodeKey key = new NodeKey(List.of("isbn"), "00");
        NodeIndex items =
                new NodeIndex(new long[] {1, 2, 3}, new NodeIdentity(key, new long[] {11, 12, 13}, byUser.transpose()));
        NodeIdentity user = users.without(1).identity();
        assertThat(user.partners().offsets()).containsExactly(0, 2, 4);
        assertThat(user.partners().targets()).containsExactly(0, 1, 0, 2);
        NodeIdentity item = items.withoutPartner(1).identity();
        assertThat(item.partners().columns()).isEqualTo(2);
        assertThat(item.partners().offsets()).containsExactly(0, 2, 3, 4);
        assertThat(item.partners().targets()).containsExactly(0, 1, 0, 1);
        assertThat(item.hashes()).containsExactly(11, 12, 13);
        assertThat(items.without(0).identity().hashes()).containsExactly(12, 13);
        assertThat(items.without(2).identity().partners().targets()).containsExactly(0, 2, 0, 1);
    }

    @Test
    void saysByWhatItsNodesAreKnown() {
        Csr none = new Csr(1, 1, new int[] {0, 0}, new int[0], null);
        assertThat(new NodeIndex(new long[] {1}).knownBy()).isEqualTo("node id");
        assertThat(new NodeIndex(new long[] {1}, new NodeIdentity(null, null, none)).knownBy())
                .isEqualTo("interactions");
        assertThat(new NodeIndex(
                                new long[] {1}, new NodeIdentity(new NodeKey(List.of("isbn"), "00"), new long[1], none))
                        .knownBy())
                .isEqualTo("property `isbn`");
    }
}
