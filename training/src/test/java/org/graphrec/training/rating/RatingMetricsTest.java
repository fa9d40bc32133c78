// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.graphrec.training.graph.Interactions;
import org.junit.jupiter.api.Test;

class RatingMetricsTest {

    private final Interactions wanted =
            Interactions.of(3, 2, new int[] {0, 0, 2}, new int[] {0, 1, 1}, new float[] {4, 2, 5}, null);

    @Test
    void errorsAreOverRatingsNotUsers() {
        RatingMetrics metrics = RatingMetrics.of(new double[][] {{3, 4}, {}, {5}}, wanted);
        assertThat(metrics.ratings()).isEqualTo(3);
        assertThat(metrics.rmse()).isCloseTo(Math.sqrt(5 / 3.0), within(1e-12));
        assertThat(metrics.mae()).isCloseTo(1, within(1e-12));
    }

    @Test
    void thereIsNoErrorWithoutRatings() {
        assertThat(RatingMetrics.of(new double[][] {{}, {}, {}}, wanted).rmse()).isNaN();
    }
}
