// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricInverseTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 700})
    void timesTheMatrixIsTheIdentity(int size) {
        SymmetricInverse matrix = random(size);
        SymmetricInverse inverse = random(size);
        inverse.invert(2, Monitor.SILENT);
        float[] row = new float[size];
        for (int i = 0; i < size; i += 1 + size / 9) {
            inverse.copyRow(i, row);
            for (int j = 0; j < size; j++) {
                double product = 0;
                for (int k = 0; k < size; k++) {
                    product += (double) row[k] * matrix.at(k, j);
                }
                assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-4));
                assertThat(row[j]).isEqualTo(inverse.at(j, i));
            }
        }
    }

    @Test
    void isTheSameForAnyConcurrency() {
        SymmetricInverse one = random(600);
        one.invert(1, Monitor.SILENT);
        SymmetricInverse four = random(600);
        four.invert(4, Monitor.SILENT);
        for (int i = 0; i < 600; i++) {
            for (int j = 0; j < 600; j++) {
                assertThat(four.at(i, j)).isEqualTo(one.at(i, j));
            }
        }
    }

    @Test
    void refusesAMatrixThatIsNotPositiveDefinite() {
        SymmetricInverse matrix = new SymmetricInverse(3);
        matrix.set(0, 0, 1);
        matrix.set(1, 1, -1);
        matrix.set(2, 2, 1);
        assertThatThrownBy(() -> matrix.invert(1, Monitor.SILENT)).isInstanceOf(ArithmeticException.class);
    }

    /** A random Gram matrix with a ridge. */
    private static SymmetricInverse random(int size) {
        SplittableRandom random = new SplittableRandom(size);
        float[][] x = new float[40][size];
        for (float[] row : x) {
            for (int i = 0; i < size; i++) {
                row[i] = (float) random.nextDouble(-1, 1);
            }
        }
        SymmetricInverse matrix = new SymmetricInverse(size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                float sum = i == j ? 5 : 0;
                for (float[] row : x) {
                    sum += row[i] * row[j];
                }
                matrix.set(i, j, sum);
            }
        }
        return matrix;
    }
}
