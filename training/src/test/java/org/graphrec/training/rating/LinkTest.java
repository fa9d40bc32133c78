// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkTest {

    private static final int COLUMNS = 3;

    private static final double INITIAL_RIDGE = 10;

    static Stream<FeatureMatrix> features() {
        RandomRatings source = new RandomRatings(3);
        Csr ratings = source.ratings(900, 0, RandomRatings.ITEMS).byUser();
        return Stream.of(new NeighbourFeatures(ratings, ratings.transpose()), new TextFeatures(source.texts()));
    }

    @ParameterizedTest
    @MethodSource("features")
    void bothProductsAreOfOneMatrix(FeatureMatrix features) {
        float[][] coefficients = random(features.count(), 1);
        float[][] rows = random(features.rows(), 2);
        double left = inner(features.times(coefficients, COLUMNS, 2, Monitor.SILENT), rows);
        double right = inner(coefficients, features.transposedTimes(rows, COLUMNS, 2, Monitor.SILENT));
        assertThat(left).isCloseTo(right, within(1e-3 * (1 + Math.abs(left))));
    }

    @ParameterizedTest
    @MethodSource("features")
    void solvesTheRidgeRegression(FeatureMatrix features) {
        float[][] side = random(features.count(), 4);
        float[][] copy = new float[side.length][];
        for (int row = 0; row < side.length; row++) {
            copy[row] = side[row].clone();
        }
        float[][] solution = new Link(features, COLUMNS).solve(copy, 2, Monitor.SILENT);
        float[][] image = features.transposedTimes(
                features.times(solution, COLUMNS, 1, Monitor.SILENT), COLUMNS, 1, Monitor.SILENT);
        for (int row = 0; row < side.length; row++) {
            for (int c = 0; c < COLUMNS; c++) {
                double left = image[row][c] + INITIAL_RIDGE * solution[row][c];
                assertThat(left).isCloseTo(side[row][c], within(0.02));
            }
        }
    }

    private static double inner(float[][] left, float[][] right) {
        double sum = 0;
        for (int row = 0; row < left.length; row++) {
            for (int c = 0; c < COLUMNS; c++) {
                sum += (double) left[row][c] * right[row][c];
            }
        }
        return sum;
    }

    private static float[][] random(int rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] values = new float[rows][COLUMNS];
        for (float[] row : values) {
            for (int c = 0; c < COLUMNS; c++) {
                row[c] = (float) random.nextGaussian();
            }
        }
        return values;
    }
}
