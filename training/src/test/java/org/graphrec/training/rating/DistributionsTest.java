// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 4", "2.5, 0.5", "400, 20"})
    void gammaHasItsMeanAndVariance(double shape, double rate) {
        SplittableRandom random = new SplittableRandom(1);
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < draws; draw++) {
            double value = Distributions.gamma(shape, rate, random);
            sum += value;
            squares += value * value;
        }
        double mean = sum / draws;
        double variance = squares / draws - mean * mean;
        assertThat(mean * rate / shape).isCloseTo(1, within(0.01));
        assertThat(variance * rate * rate / shape).isCloseTo(1, within(0.03));
    }
}
