// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GemmTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 9, 31, 64, 129, 1021})
    void isTheChainOfFusedMultiplyAddsItIsDefinedAs(int size) {
        float[][] a = random(33, size, 1);
        float[][] b = random(size, 17, 2);
        float[][] c = Gemm.multiply(a, b, 2, Monitor.SILENT);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < 17; j++) {
                float sum = 0;
                for (int k = 0; k < size; k++) {
                    sum = Math.fma(a[i][k], b[k][j], sum);
                }
                assertThat(c[i][j]).as("size %d, element %d, %d", size, i, j).isEqualTo(sum);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 8, 9, 31, 64, 129, 1021})
    void sumsTheGramMatrixOfAnySize(int size) {
        float[][] y = random(size, 67, 3);
        double[][] gram = Gemm.gram(y, 67, 2, Monitor.SILENT);
        for (int i = 0; i < 67; i++) {
            for (int j = 0; j < 67; j++) {
                double sum = 0;
                for (float[] row : y) {
                    sum += (double) row[i] * row[j];
                }
                assertThat(gram[i][j]).isCloseTo(sum, within(1e-6 * size));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void isTheSameForAnyConcurrency(int concurrency) {
        float[][] a = random(257, 100, 4);
        float[][] b = random(100, 130, 5);
        assertThat(Gemm.multiply(a, b, concurrency, Monitor.SILENT))
                .isDeepEqualTo(Gemm.multiply(a, b, 3, Monitor.SILENT));
        assertThat(Gemm.gram(a, 100, concurrency, Monitor.SILENT)).isDeepEqualTo(Gemm.gram(a, 100, 3, Monitor.SILENT));
    }

    static float[][] random(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int i = 0; i < columns; i++) {
                row[i] = (float) random.nextDouble(-1, 1);
            }
        }
        return values;
    }
}
