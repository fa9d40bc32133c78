// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomizedSvdTest {

    @Test
    void findsTheSingularValuesThatJacobiFinds() {
        float[][] a = GemmTest.random(60, 40, 7);
        double[] reference = Jacobi.eigenvalues(Gemm.gram(a, 40, 1, Monitor.SILENT));
        RandomizedSvd svd = RandomizedSvd.of(new Dense(a, 40), 10, 6, 1, 2, Monitor.SILENT);
        assertThat(svd.singularValues()).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(svd.singularValues()[i]).isCloseTo((float) Math.sqrt(reference[i]), within(1e-3f));
        }
    }

    @Test
    void returnsOrthonormalVectorsThatTheMatrixStretchesBySigma() {
        float[][] a = GemmTest.random(50, 35, 8);
        RandomizedSvd svd = RandomizedSvd.of(new Dense(a, 35), 35, 1, 1, 2, Monitor.SILENT);
        int rank = svd.singularValues().length;
        assertThat(rank).isEqualTo(35);
        double[][] identity = Gemm.gram(svd.rightVectors(), rank, 1, Monitor.SILENT);
        float[][] image = Gemm.multiply(a, svd.rightVectors(), 1, Monitor.SILENT);
        double[][] stretched = Gemm.gram(image, rank, 1, Monitor.SILENT);
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                assertThat(identity[i][j]).isCloseTo(i == j ? 1 : 0, within(2e-3));
                double square = (double) svd.singularValues()[i] * svd.singularValues()[i];
                assertThat(stretched[i][j]).isCloseTo(i == j ? square : 0, within(2e-3 * 50));
            }
        }
    }

    @Test
    void returnsFewerWhenTheRankIsLower() {
        float[][] a = Gemm.multiply(GemmTest.random(80, 3, 1), GemmTest.random(3, 50, 2), 1, Monitor.SILENT);
        RandomizedSvd svd = RandomizedSvd.of(new Dense(a, 50), 20, 2, 1, 1, Monitor.SILENT);
        assertThat(svd.singularValues()).hasSize(3);
    }

    @Test
    void findsNothingInAZeroMatrix() {
        RandomizedSvd svd = RandomizedSvd.of(new Dense(new float[4][3], 3), 2, 2, 1, 1, Monitor.SILENT);
        assertThat(svd.singularValues()).isEmpty();
        assertThat(svd.rightVectors()).hasDimensions(3, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void isTheSameForAnyConcurrency(int concurrency) {
        float[][] a = GemmTest.random(300, 200, 9);
        RandomizedSvd one = RandomizedSvd.of(new Dense(a, 200), 50, 2, 5, 1, Monitor.SILENT);
        RandomizedSvd many = RandomizedSvd.of(new Dense(a, 200), 50, 2, 5, concurrency, Monitor.SILENT);
        assertThat(many.singularValues()).isEqualTo(one.singularValues());
        assertThat(many.rightVectors()).isDeepEqualTo(one.rightVectors());
    }

    private static final class Dense implements RandomizedSvd.Operator {

        private final float[][] values;
        private final int columns;

        Dense(float[][] values, int columns) {
            this.values = values;
            this.columns = columns;
        }

        @Override
        public int columns() {
            return columns;
        }

        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public float[][] multiply(float[][] x, int width) {
            return Gemm.multiply(values, x, 1, Monitor.SILENT);
        }

        @Override
        public float[][] multiplyTransposed(float[][] x, int width) {
            float[][] transposed = new float[columns][values.length];
            for (int i = 0; i < values.length; i++) {
                for (int j = 0; j < columns; j++) {
                    transposed[j][i] = values[i][j];
                }
            }
            return Gemm.multiply(transposed, x, 1, Monitor.SILENT);
        }
    }
}
