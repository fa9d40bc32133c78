// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchesTest {

    @Test
    void putsTheLongestFirstAndKeepsTheOrderOfEquals() {
        List<int[]> batches = Batches.of(new int[] {2, 7, 2, 0, 3, 7}, 14, 2);
        assertThat(batches).containsExactly(new int[] {1, 5}, new int[] {4, 0}, new int[] {2});
    }

    @Test
    void putsEachTextWithTokensInOneBatchWithinBothLimits() {
        Random random = new Random(11);
        for (int maxRows : new int[] {1, 3, 64}) {
            int[] lengths = random.ints(1000, 0, 65).toArray();
            int[] seen = new int[lengths.length];
            for (int[] batch : Batches.of(lengths, 128, maxRows)) {
                int width = Arrays.stream(batch).map(i -> lengths[i]).max().orElseThrow();
                assertThat(batch.length).isBetween(1, maxRows);
                assertThat(batch.length * width).isLessThanOrEqualTo(128);
                Arrays.stream(batch).forEach(i -> seen[i]++);
            }
            for (int i = 0; i < lengths.length; i++) {
                assertThat(seen[i]).isEqualTo(lengths[i] > 0 ? 1 : 0);
            }
        }
    }

    @Test
    void makesNoBatchOfNothing() {
        assertThat(Batches.of(new int[0], 8, 8)).isEmpty();
        assertThat(Batches.of(new int[] {0, 0}, 8, 8)).isEmpty();
    }
}
