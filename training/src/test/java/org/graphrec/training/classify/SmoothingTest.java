// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

class SmoothingTest {

    /** A path a - b - c with weights 1 and 2: degrees with the loop are 2, 4 and 3. */
    @Test
    void isTheNormalisedAdjacencyWithLoops() {
        Csr path = Csr.fromEdges(3, 3, new int[] {0, 1, 1, 2}, new int[] {1, 0, 2, 1}, new float[] {1, 1, 2, 2});
        double[][] operator = {
            {1 / 2.0, 1 / Math.sqrt(8), 0},
            {1 / Math.sqrt(8), 1 / 4.0, 2 / Math.sqrt(12)},
            {0, 2 / Math.sqrt(12), 1 / 3.0}
        };
        double[] expected = {1, -2, 3};
        double[] sum = new double[3];
        Smoothing smoothing = new Smoothing(path, new Matrix(3, 1, new float[] {1, -2, 3}), 2, Monitor.SILENT);
        assertThat(smoothing.mean()).isDeepEqualTo(smoothing.rows());
        for (int hop = 1; hop <= 3; hop++) {
            smoothing.hop();
            double[] next = new double[3];
            for (int row = 0; row < 3; row++) {
                for (int column = 0; column < 3; column++) {
                    next[row] += operator[row][column] * expected[column];
                }
            }
            expected = next;
            for (int node = 0; node < 3; node++) {
                sum[node] += expected[node];
                double own = node == 0 ? 1 : node == 1 ? -2 : 3;
                assertThat(smoothing.rows()[node][0]).isCloseTo((float) expected[node], within(1e-5f));
                assertThat(smoothing.mean()[node][0])
                        .isCloseTo((float) (0.05 * own + 0.95 * sum[node] / hop), within(1e-5f));
            }
        }
    }
}
