// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaussianMechanismTest {

    @Test
    void knowsTheNormalDistribution() {
        assertThat(GaussianMechanism.normal(0)).isEqualTo(0.5);
        assertThat(GaussianMechanism.normal(1)).isCloseTo(0.8413447460685429, within(1e-15));
        assertThat(GaussianMechanism.normal(-1.959963984540054)).isCloseTo(0.025, within(1e-15));
        assertThat(GaussianMechanism.normal(-5)).isCloseTo(2.866515718791939e-7, Percentage.withPercentage(1e-10));
        assertThat(GaussianMechanism.normal(-20)).isCloseTo(2.7536241186062337e-89, Percentage.withPercentage(1e-9));
        assertThat(GaussianMechanism.normal(-2.9999999)).isCloseTo(GaussianMechanism.normal(-3.0000001), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"0.1, 1e-5", "0.5, 1e-6", "1, 1e-5", "2, 1e-8", "8, 1e-5", "20, 1e-12"})
    void spendsTheWholeBudgetAndNoMore(double epsilon, double delta) {
        double sigma = GaussianMechanism.sigma(new Budget(epsilon, delta), 1);
        assertThat(GaussianMechanism.delta(epsilon, sigma))
                .isLessThanOrEqualTo(delta)
                .isCloseTo(delta, Percentage.withPercentage(1e-6));
    }

    /** The profile is the hockey-stick divergence of two normals, which numbers can integrate. */
    @ParameterizedTest
    @CsvSource({"0.5, 3", "1, 2", "1, 0.7", "3, 1", "0.1, 10"})
    void hasTheProfileOfTwoNormals(double epsilon, double sigma) {
        int steps = 2_000_000;
        double from = -20 * sigma;
        double width = (40 * sigma + 1) / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double x = from + (i + 0.5) * width;
            double p = Math.exp(-(x - 1) * (x - 1) / (2 * sigma * sigma));
            double q = Math.exp(-x * x / (2 * sigma * sigma));
            sum += Math.max(0, p - Math.exp(epsilon) * q);
        }
        double divergence = sum * width / (sigma * Math.sqrt(2 * Math.PI));
        assertThat(GaussianMechanism.delta(epsilon, sigma)).isCloseTo(divergence, within(1e-9));
    }

    @Test
    void takesLessNoiseThanTheClassicalMechanism() {
        double classical = Math.sqrt(2 * Math.log(1.25 / 1e-5));
        double sigma = GaussianMechanism.sigma(new Budget(1, 1e-5), 1);
        // 3.73 is the value of Balle and Wang's own program
        assertThat(sigma).isCloseTo(3.7306, within(1e-3)).isLessThan(classical);
    }

    @Test
    void growsWithTheSensitivityAndTheRootOfTheAnswers() {
        Budget budget = new Budget(1, 1e-5);
        assertThat(GaussianMechanism.sigma(budget, 3)).isCloseTo(3 * GaussianMechanism.sigma(budget, 1), within(1e-9));
        assertThat(GaussianMechanism.composed(2, 9)).isEqualTo(6);
    }

    /** The best attack there is, tried a million times: it wins by what the budget allows, and no more. */
    @Test
    void isAsPrivateAsItSaysAgainstTheBestAttack() {
        double epsilon = 0.5;
        double delta = 0.05;
        double sigma = GaussianMechanism.sigma(new Budget(epsilon, delta), 1);
        double threshold = epsilon * sigma * sigma + 0.5; // where the likelihood ratio is e^epsilon
        SplittableRandom random = new SplittableRandom(4);
        int trials = 1_000_000;
        int with = 0;
        int without = 0;
        for (int i = 0; i < trials; i++) {
            with += 1 + sigma * random.nextGaussian() > threshold ? 1 : 0;
            without += sigma * random.nextGaussian() > threshold ? 1 : 0;
        }
        double spent = (with - Math.exp(epsilon) * without) / trials;
        assertThat(spent).isCloseTo(delta, within(5e-3));
    }
}
