// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FewObservationsTest {
    private static final int SIZE = 24;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12})
    void solvesWhatTheNormalEquationsSolve(int count) {
        SplittableRandom random = new SplittableRandom(count);
        FewObservations few = new FewObservations(SIZE, 12);
        for (int round = 0; round < 3; round++) {
            float[] inverse = new float[SIZE];
            float[][] base = new float[SIZE][SIZE];
            for (int d = 0; d < SIZE; d++) {
                base[d][d] = (float) random.nextDouble(0.1, 2);
                inverse[d] = 1 / base[d][d];
            }
            float[][] rows = new float[count][SIZE];
            float[] weights = new float[count];
            NormalEquations equations = new NormalEquations(SIZE);
            equations.reset(base, 0);
            float[] expected = new float[SIZE];
            for (int i = 0; i < count; i++) {
                for (int d = 0; d < SIZE; d++) {
                    rows[i][d] = (float) random.nextGaussian();
                }
                weights[i] = (float) random.nextDouble(0.05, 20);
                equations.add(rows[i], weights[i]);
                Vectors.axpy(weights[i], rows[i], expected);
            }
            equations.factorise();
            equations.solve(expected);
            float[] solution = new float[SIZE];
            few.solve(inverse, rows, weights, count, solution);
            for (int d = 0; d < SIZE; d++) {
                assertThat(solution[d]).as("round %d, unknown %d", round, d).isCloseTo(expected[d], within(2e-4f));
            }
        }
    }
}
