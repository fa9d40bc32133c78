// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedTestTest {

    /** {@code 2 * scipy.stats.t.sf(t, freedom)} of SciPy 1.17.1. */
    @ParameterizedTest
    @CsvSource({
        "2.0, 9, 0.07655282377070101",
        "0.5, 3, 0.651447964848151",
        "4.2, 120, 5.1547466708092386e-05",
        "1.96, 5000, 0.050051252291819504",
        "9, 40, 3.6801644717061835e-11"
    })
    void isStudentsDistribution(double t, double freedom, double p) {
        assertThat(Student.twoSided(t, freedom)).isCloseTo(p, within(1e-10 * p + 1e-14));
        assertThat(Student.twoSided(-t, freedom)).isEqualTo(Student.twoSided(t, freedom));
    }

    /** {@code scipy.stats.ttest_rel(a, b)}; the last user was not measured. */
    @Test
    void agreesWithAnotherPairedTest() {
        double[] a = {0.2, 0.5, 0.9, 0.1, 0.4, 7};
        double[] b = {0.1, 0.6, 0.5, 0.0, 0.1, 0};
        int[] counts = {1, 1, 1, 1, 1, 0};
        assertThat(PairedTest.pValue(a, b, counts)).isCloseTo(0.14035738661899455, within(1e-12));
    }

    @Test
    void equalMethodsDoNotDiffer() {
        double[] a = {0.2, 0.5, 0.9};
        assertThat(PairedTest.pValue(a, a, new int[] {1, 1, 1})).isEqualTo(1);
        assertThat(PairedTest.pValue(new double[] {1}, new double[] {0}, new int[] {1}))
                .isEqualTo(1);
    }
}
