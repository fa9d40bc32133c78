// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StratifiedSplitTest {

    private final int[] classOf = IntStream.range(0, 100)
            .map(node -> node < 80 ? 0 : node < 99 ? 1 : 2)
            .toArray();

    private final int[] nodes = IntStream.range(0, 100).toArray();

    @Test
    void holdsOutTheSameShareOfEveryClass() {
        StratifiedSplit split = StratifiedSplit.of(nodes, classOf, 3, 0.2, 1);
        assertThat(split.held()).hasSize(20);
        assertThat(count(split.held(), 0)).isEqualTo(16);
        assertThat(count(split.held(), 1)).isEqualTo(4);
        // the only node of its class is learned from
        assertThat(count(split.kept(), 2)).isEqualTo(1);
        assertThat(IntStream.concat(Arrays.stream(split.kept()), Arrays.stream(split.held()))
                        .sorted()
                        .toArray())
                .isEqualTo(nodes);
    }

    @Test
    void followsItsSeed() {
        assertThat(StratifiedSplit.of(nodes, classOf, 3, 0.2, 1).held())
                .isEqualTo(StratifiedSplit.of(nodes, classOf, 3, 0.2, 1).held())
                .isNotEqualTo(StratifiedSplit.of(nodes, classOf, 3, 0.2, 2).held());
    }

    @Test
    void foldsHoldOutEachNodeOnceInTheSharesOfTheClasses() {
        List<StratifiedSplit> folds = StratifiedSplit.folds(nodes, classOf, 3, 5, 1);
        List<Integer> held = new ArrayList<>();
        for (StratifiedSplit fold : folds) {
            Arrays.stream(fold.held()).forEach(held::add);
            assertThat(count(fold.held(), 0)).isEqualTo(16);
            assertThat(count(fold.held(), 1)).isBetween(3L, 4L);
            // the only node of its class is always learned from
            assertThat(count(fold.kept(), 2)).isEqualTo(1);
            assertThat(fold.kept()).hasSize(100 - fold.held().length);
        }
        assertThat(held).hasSize(99).doesNotHaveDuplicates().doesNotContain(99);
    }

    private long count(int[] some, int wanted) {
        return Arrays.stream(some).filter(node -> classOf[node] == wanted).count();
    }
}
