// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrongestTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void keepsTheLargestInTheirOrder(int different) {
        SplittableRandom random = new SplittableRandom(different);
        Strongest strongest = new Strongest();
        for (int round = 0; round < 300; round++) {
            int size = random.nextInt(round % 10 == 0 ? 5_000 : 200);
            int most = 1 + random.nextInt(round % 20 == 0 ? 1_000 : 100);
            float[] weights = new float[size];
            for (int i = 0; i < size; i++) {
                weights[i] = random.nextInt(-1, different);
            }
            int[] expected = IntStream.range(0, size)
                    .filter(i -> weights[i] > 0)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -weights[i]))
                    .limit(most)
                    .mapToInt(Integer::intValue)
                    .sorted()
                    .toArray();
            int[] tenfold = IntStream.range(0, size).map(i -> 10 * i).toArray();
            float[] compacted = weights.clone();
            int kept = strongest.compact(compacted, size, most);
            assertThat(strongest.kept(tenfold, kept))
                    .containsExactly(Arrays.stream(expected).map(i -> 10 * i).toArray());
            for (int i = 0; i < kept; i++) {
                assertThat(compacted[i]).isEqualTo(weights[expected[i]]);
            }
        }
    }

    /** As {@link TopK} does, whatever order they come in. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void ofEqualOnesTheLowestNumbersAreTaken(int different) {
        SplittableRandom random = new SplittableRandom(different);
        Strongest strongest = new Strongest();
        for (int round = 0; round < 300; round++) {
            int size = random.nextInt(round % 10 == 0 ? 5_000 : 200);
            int most = random.nextInt(100);
            int step = 1 + 2 * random.nextInt(50);
            float[] weights = new float[size];
            int[] numbers = new int[size];
            TopK expected = new TopK(most);
            for (int i = 0; i < size; i++) {
                weights[i] = random.nextInt(different);
                numbers[i] = (int) ((long) i * step % 8_192);
                expected.offer(weights[i], numbers[i]);
            }
            int[] into = new int[most + 3];
            int written = strongest.numbers(weights, numbers, size, most, into, 3);
            assertThat(IntStream.of(into).skip(3).limit(written).boxed())
                    .containsExactlyInAnyOrderElementsOf(Arrays.stream(expected.drain())
                            .mapToObj(TopK::index)
                            .toList());
        }
    }
}
