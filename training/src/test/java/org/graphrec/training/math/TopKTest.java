// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopKTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 9, 31, 64, 129, 1021})
    void keepsWhatASortKeeps(int k) {
        SplittableRandom random = new SplittableRandom(k);
        float[] scores = new float[700];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = random.nextInt(-50, 50) / 8f; // many ties
        }
        int[] expected = IntStream.range(0, 700)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> -scores[i]).thenComparing(i -> i))
                .limit(k)
                .mapToInt(i -> i)
                .toArray();
        TopK top = new TopK(k);
        for (int i : IntStream.range(0, 700).map(i -> i * 333 % 700).toArray()) {
            if (top.admits(scores[i])) {
                top.offer(scores[i], i);
            }
        }
        long[] best = top.drain();
        assertThat(Arrays.stream(best).mapToInt(TopK::index)).containsExactly(box(expected));
        for (int i = 0; i < best.length; i++) {
            assertThat(TopK.score(best[i])).isEqualTo(scores[expected[i]]);
        }
    }

    @Test
    void ordersInfinitiesAndTreatsNegativeZeroAsZero() {
        TopK top = new TopK(5);
        top.offer(-0.0f, 1);
        top.offer(0.0f, 0);
        top.offer(Float.NEGATIVE_INFINITY, 2);
        top.offer(Float.POSITIVE_INFINITY, 3);
        top.offer(-1e-40f, 4);
        assertThat(Arrays.stream(top.drain()).mapToInt(TopK::index)).containsExactly(3, 0, 1, 4, 2);
    }

    @Test
    void ignoresNaN() {
        TopK top = new TopK(2);
        top.offer(Float.NaN, 0);
        top.offer(1, 1);
        assertThat(top.size()).isEqualTo(1);
    }

    @Test
    void keepsNothingWhenKIsZero() {
        TopK top = new TopK(0);
        top.offer(1, 1);
        assertThat(top.admits(2)).isFalse();
        assertThat(top.drain()).isEmpty();
    }

    private static Integer[] box(int[] values) {
        return Arrays.stream(values).boxed().toArray(Integer[]::new);
    }
}
