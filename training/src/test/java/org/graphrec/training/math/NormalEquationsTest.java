// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalEquationsTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "1, 1", "3, 4", "8, 5", "17, 30", "33, 7"})
    void theSolutionFulfilsTheEquations(int size, int rows) {
        float[][] design = GemmTest.random(rows, size, 1);
        float[] side = GemmTest.random(1, size, 2)[0];
        NormalEquations equations = new NormalEquations(size);
        equations.reset(new float[size][size], 0.5f);
        for (int row = 0; row < rows; row++) {
            equations.add(design[row], 1 + row);
        }
        equations.factorise();
        float[] x = side.clone();
        equations.solve(x);
        for (int i = 0; i < size; i++) {
            double left = 0.5 * x[i];
            for (int row = 0; row < rows; row++) {
                left += (1 + row) * design[row][i] * Vectors.dot(design[row], 0, x, 0, size);
            }
            assertThat(left).isCloseTo(side[i], within(1e-4 * (1 + rows)));
        }
    }

    @Test
    void drawsHaveTheMeanAndTheCovarianceOfTheInverse() {
        NormalEquations equations = new NormalEquations(2);
        equations.reset(new float[][] {{2, 1}, {0, 2}}, 0);
        equations.factorise();
        SplittableRandom random = new SplittableRandom(1);
        int draws = 200_000;
        double[] sums = new double[5];
        for (int draw = 0; draw < draws; draw++) {
            float[] x = {3, 0}; // the mean is (2, -1)
            equations.sample(x, random);
            sums[0] += x[0];
            sums[1] += x[1];
            sums[2] += (x[0] - 2) * (x[0] - 2);
            sums[3] += (x[0] - 2) * (x[1] + 1);
            sums[4] += (x[1] + 1) * (x[1] + 1);
        }
        double[] expected = {2, -1, 2 / 3.0, -1 / 3.0, 2 / 3.0};
        for (int i = 0; i < expected.length; i++) {
            assertThat(sums[i] / draws).as("moment %d", i).isCloseTo(expected[i], within(0.01));
        }
    }

    @Test
    void refusesAMatrixThatIsNotPositiveDefinite() {
        NormalEquations equations = new NormalEquations(1);
        equations.reset(new float[1][1], 0);
        assertThatThrownBy(equations::factorise).isInstanceOf(ArithmeticException.class);
    }
}
