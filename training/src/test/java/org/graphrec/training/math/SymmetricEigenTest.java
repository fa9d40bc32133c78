// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymmetricEigenTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 31, 64, 129})
    void rebuildsTheMatrixAndAgreesWithJacobi(int n) {
        double[][] a = Gemm.gram(GemmTest.random(n / 2 + 2, n, n), n, 1, Monitor.SILENT); // singular from n = 5 on
        SymmetricEigen eigen = SymmetricEigen.of(a, Monitor.SILENT);
        double[] reference = Jacobi.eigenvalues(a);
        for (int i = 0; i < n; i++) {
            assertThat(eigen.values()[i]).as("eigenvalue %d of %d", i, n).isCloseTo(reference[i], within(1e-10 * n));
            for (int j = 0; j < n; j++) {
                double rebuilt = 0;
                double inner = 0;
                for (int k = 0; k < n; k++) {
                    rebuilt += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
                    inner += eigen.vectors()[i][k] * eigen.vectors()[j][k];
                }
                assertThat(rebuilt).isCloseTo(a[i][j], within(1e-10 * n));
                assertThat(inner).isCloseTo(i == j ? 1 : 0, within(1e-12 * n));
            }
        }
    }

    @Test
    void decomposesTheZeroAndTheEmptyMatrix() {
        assertThat(SymmetricEigen.of(new double[3][3], Monitor.SILENT).values()).containsOnly(0);
        assertThat(SymmetricEigen.of(new double[0][0], Monitor.SILENT).values()).isEmpty();
    }

    @Test
    void refusesNaN() {
        assertThatThrownBy(() -> SymmetricEigen.of(new double[][] {{Double.NaN}}, Monitor.SILENT))
                .isInstanceOf(ArithmeticException.class);
    }
}
