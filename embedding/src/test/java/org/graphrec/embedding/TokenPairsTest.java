// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenPairsTest {

    @Test
    void areTheMostFrequentOnesInOrder() {
        List<int[]> texts =
                List.of(new int[] {1, 2, 3}, new int[] {2, 3, 9}, new int[] {1, 2}, new int[] {2, 3}, new int[0]);
        TokenPairs pairs = TokenPairs.frequent(texts, 2, 10);
        assertThat(pairs.size()).isEqualTo(2);
        assertThat(new int[] {pairs.first(0), pairs.second(0)}).containsExactly(2, 3);
        assertThat(new int[] {pairs.first(1), pairs.second(1)}).containsExactly(1, 2);
        assertThat(TokenPairs.frequent(texts, 2, 1).size()).isEqualTo(1);
        assertThat(TokenPairs.frequent(texts, 4, 10).size()).isZero();
    }

    @Test
    void ofATextAreItsOwnInItsOrder() {
        TokenPairs pairs = TokenPairs.of(new int[] {5, 7}, new int[] {7, 5});
        assertThat(pairs.of(new int[] {7, 5, 7, 7, 5})).containsExactly(1, 0, 1);
        assertThat(pairs.of(new int[] {5})).isEmpty();
        assertThat(pairs.of(new int[0])).isEmpty();
        assertThat(TokenPairs.NONE.of(new int[] {5, 7})).isEmpty();
    }

    @Test
    void areFoundAmongManyAndOnlyThese() {
        Random random = new Random(1);
        int[] firsts = IntStream.range(0, 20_000).toArray();
        int[] seconds = random.ints(20_000, 0, 30_000).toArray();
        TokenPairs pairs = TokenPairs.of(firsts, seconds);
        for (int i = 0; i < firsts.length; i++) {
            assertThat(pairs.number(firsts[i], seconds[i])).isEqualTo(i);
            assertThat(pairs.number(firsts[i], seconds[i] + 1)).isNegative();
        }
    }
}
