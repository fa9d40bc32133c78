// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextFeaturesTest {

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 200}) // fewer rows than twice the columns, as many, and more
    void multipliesByTheGramMatrixAsByBothFactors(int rows) {
        Random random = new Random(rows);
        Matrix vectors = new Matrix(rows, 4);
        for (int i = 0; i < vectors.values().length; i++) {
            vectors.values()[i] = i / 4 == 2 ? 0 : (float) random.nextGaussian(); // one item without text
        }
        float[][] coefficients = new float[4][3];
        for (float[] row : coefficients) {
            for (int c = 0; c < 3; c++) {
                row[c] = (float) random.nextGaussian();
            }
        }
        TextFeatures features = new TextFeatures(vectors);
        float[][] expected =
                features.transposedTimes(features.times(coefficients, 3, 1, Monitor.SILENT), 3, 1, Monitor.SILENT);
        float[][] product = features.gramTimes(coefficients, 3, 2, Monitor.SILENT);
        for (int d = 0; d < 4; d++) {
            for (int c = 0; c < 3; c++) {
                assertThat(product[d][c]).isCloseTo(expected[d][c], within(1e-3f));
            }
        }
    }
}
