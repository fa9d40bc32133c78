// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotPanelsTest {

    @ParameterizedTest
    @CsvSource({"0, 4", "1, 0", "3, 1", "511, 7", "512, 8", "513, 9", "1030, 63", "600, 64", "700, 128", "40, 385"})
    void productsAreTheInnerProductsToTheLastBit(int rows, int columns) {
        SplittableRandom random = new SplittableRandom(rows + 31L * columns);
        float[][] matrix = random(rows, columns, random);
        DotPanels panels = new DotPanels(matrix, columns);
        for (int count = 0; count < 10; count++) {
            float[][] vectors = random(count, columns, random);
            float[][] products = new float[count][rows + 1];
            panels.multiply(vectors, products);
            for (int v = 0; v < count; v++) {
                for (int row = 0; row < rows; row++) {
                    assertThat(products[v][row])
                            .as("row %d, vector %d of %d", row, v, count)
                            .isEqualTo(Vectors.dot(matrix[row], 0, vectors[v], 0, columns));
                }
                assertThat(products[v][rows]).as("what is behind").isZero();
            }
        }
    }

    private static float[][] random(int rows, int columns, SplittableRandom random) {
        float[][] matrix = new float[rows][columns];
        for (float[] row : matrix) {
            for (int c = 0; c < columns; c++) {
                row[c] = (float) random.nextGaussian();
            }
        }
        return matrix;
    }
}
