// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StackedMatrixTest {

    @ParameterizedTest
    @CsvSource({"0, 3, 5", "7, 0, 1", "4095, 2, 6", "4096, 0, 64", "4097, 3, 7", "9000, 5, 13"})
    void multipliesEveryRow(int first, int second, int columns) {
        StackedMatrix matrix = StackedMatrix.of(random(first, columns, 1)).over(random(second, columns, 2));
        float[] vector = random(1, columns, 3).values();
        float[] products = new float[first + second + 1];
        products[first + second] = -7;
        matrix.multiply(vector, products);
        for (int row = 0; row < first + second; row++) {
            assertThat(products[row]).as("row %d", row).isCloseTo(matrix.dot(row, vector), within(1e-4f));
        }
        assertThat(products[first + second]).as("what is behind").isEqualTo(-7);
    }

    @ParameterizedTest
    @CsvSource({"7, 2, 3", "4097, 3, 7", "4700, 0, 131", "8200, 1, 64"})
    void severalVectorsHaveTheProductsOfEachAlone(int first, int second, int columns) {
        StackedMatrix matrix = StackedMatrix.of(random(first, columns, 1)).over(random(second, columns, 2));
        for (int count = 0; count < 7; count++) {
            float[][] vectors = new float[count][];
            for (int v = 0; v < count; v++) {
                vectors[v] = random(1, columns, 3 + v).values();
            }
            float[][] products = new float[count][matrix.rows()];
            matrix.multiply(vectors, products);
            float[] alone = new float[matrix.rows()];
            for (int v = 0; v < count; v++) {
                matrix.multiply(vectors[v], alone);
                assertThat(products[v]).as("vector %d of %d", v, count).isEqualTo(alone);
            }
        }
    }

    private static Matrix random(int rows, int columns, int seed) {
        Random random = new Random(seed);
        Matrix matrix = new Matrix(rows, columns);
        for (int i = 0; i < matrix.values().length; i++) {
            matrix.values()[i] = (float) random.nextGaussian();
        }
        return matrix;
    }
}
