// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InnerProductsTest {
    private static final int K = 10;

    @ParameterizedTest
    @CsvSource(textBlock = """
            # first, second, columns, clumps, factors, share eligible, floor
            0,         3,      5,     1,      false,   1,    -1e9
            4095,      2,      6,     7,      true,    1,    -1e9
            4096,      0,      64,    100,    false,   1,    -1e9
            9000,      5,      64,    100,    true,    1,    -1e9
            20000,     9,      64,    1000,   true,    0.5,  -1e9
            20000,     9,      13,    1000,   true,    0.9,  -1e9
            20000,     9,      3,     10,     true,    1,    -1e9
            20000,     9,      1,     10,     false,   1,    -1e9
            20000,     0,      384,   300,    false,   1,    0.5
            20000,     0,      64,    300,    true,    0.01, -1e9
            20000,     0,      64,    300,    true,    0,    -1e9
            20000,     0,      64,    1,      false,   1,    1e9
            """)
    void theBestAreThoseOfAllProductsBitForBit(
            int first, int second, int columns, int clumps, boolean factors, double share, double floor) {
        Random random = new Random(first + columns);
        StackedMatrix rows =
                StackedMatrix.of(clumped(first, columns, clumps, random)).over(clumped(second, columns, 1, random));
        StackedMatrix scales = StackedMatrix.of(factors(first, random)).over(factors(second, random));
        for (int question = 0; question < 20; question++) {
            float[] vector = clumped(1, columns, 1, random).values();
            if (question % 2 == 0 && first > 0) {
                System.arraycopy(rows.first().values(), rows.first().offset(question), vector, 0, columns);
            }
            BitSet eligible = eligible(first + second, share, random);
            var products = new InnerProducts(rows, factors ? scales : null, vector);
            assertThat(searched(products, eligible, floor))
                    .containsExactly(all(products, first + second, eligible, floor));
        }
    }

    @Test
    void equalRowsGoByTheirIndex() {
        Matrix same = new Matrix(20_000, 8);
        Arrays.fill(same.values(), 0.3f);
        var products = new InnerProducts(StackedMatrix.of(same), null, new float[] {1, 1, 1, 1, 1, 1, 1, 1});
        long[] best = searched(products, eligible(20_000, 1, new Random(7)), -1e9);
        assertThat(Arrays.stream(best).mapToInt(TopK::index)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndHidesNothing() {
        Random random = new Random(5);
        Matrix rows = clumped(20_000, 32, 200, random);
        for (int row = 0; row < rows.rows(); row += 3) {
            float[] odd = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE};
            rows.values()[rows.offset(row) + row % 32] = odd[row % 4];
        }
        float[] vector = clumped(1, 32, 1, random).values();
        var products = new InnerProducts(StackedMatrix.of(rows), null, vector);
        BitSet every = eligible(20_000, 1, random);
        assertThat(searched(products, every, -1e9)).containsExactly(all(products, 20_000, every, -1e9));
    }

    @Test
    void shapesMustFit() {
        StackedMatrix rows = StackedMatrix.of(new Matrix(3, 2));
        assertThatThrownBy(() -> new InnerProducts(rows, null, new float[3])).hasMessageContaining("vector");
        assertThatThrownBy(() -> new InnerProducts(rows, StackedMatrix.of(new Matrix(2, 1)), new float[2]))
                .hasMessageContaining("factors");
    }

    private static long[] searched(InnerProducts products, BitSet eligible, double floor) {
        var best = new BestRows(eligible, K, floor);
        products.offer(best);
        return best.drain();
    }

    private static long[] all(InnerProducts products, int rows, BitSet eligible, double floor) {
        float[] scores = new float[rows];
        products.all(scores);
        var best = new TopK(K);
        for (int row = 0; row < scores.length; row++) {
            if (eligible.get(row) && Float.isFinite(scores[row]) && scores[row] >= floor) {
                best.offer(scores[row], row);
            }
        }
        return best.drain();
    }

    private static BitSet eligible(int rows, double share, Random random) {
        BitSet eligible = new BitSet();
        for (int row = 0; row < rows; row++) {
            eligible.set(row, random.nextDouble() < share);
        }
        return eligible;
    }

    /** Rows near a few centres, of different lengths, one in fifty of them zero. */
    private static Matrix clumped(int rows, int columns, int clumps, Random random) {
        Matrix centres = new Matrix(clumps, columns);
        for (int i = 0; i < centres.values().length; i++) {
            centres.values()[i] = (float) random.nextGaussian();
        }
        Matrix matrix = new Matrix(rows, columns);
        for (int row = 0; row < rows; row++) {
            float length = row % 50 == 49 ? 0 : random.nextFloat();
            for (int c = 0; c < columns; c++) {
                matrix.values()[matrix.offset(row) + c] = length
                        * (centres.values()[centres.offset(row % clumps) + c] + 0.2f * (float) random.nextGaussian());
            }
        }
        return matrix;
    }

    private static Matrix factors(int rows, Random random) {
        Matrix factors = new Matrix(rows, 1);
        for (int row = 0; row < rows; row++) {
            factors.values()[row] = row % 70 == 69 ? 0 : 2 * random.nextFloat();
        }
        return factors;
    }
}
