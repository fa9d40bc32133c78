// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.api.Test;

class ClassificationMetricsTest {

    /** Worked out by hand: 3 of 5 right; class 0 has F1 2*2/(2*2+1+1), class 1 2*1/(2+1+0), class 2 is predicted wrongly once. */
    @Test
    void followTheDefinitions() {
        Matrix probabilities = new Matrix(6, 3, new float[] {
            0.8f, 0.1f, 0.1f, //
            0.6f, 0.2f, 0.2f, 0.2f, 0.2f, 0.6f, 0.1f, 0.8f, 0.1f, 0.5f, 0.4f, 0.1f, 0, 0, 1
        });
        ClassificationMetrics metrics =
                ClassificationMetrics.of(probabilities, new int[] {0, 1, 2, 3, 4}, new int[] {0, 0, 0, 1, 1, 2});
        assertThat(metrics.nodes()).isEqualTo(5);
        assertThat(metrics.confusion())
                .isEqualTo(List.of(List.of(2L, 0L, 1L), List.of(1L, 1L, 0L), List.of(0L, 0L, 0L)));
        assertThat(metrics.accuracy()).isCloseTo(3 / 5.0, within(1e-9));
        assertThat(metrics.f1()).containsExactly(4 / 6.0, 2 / 3.0, 0.0);
        assertThat(metrics.macroF1()).isCloseTo((4 / 6.0 + 2 / 3.0 + 0) / 3, within(1e-9));
        double loss = -(Math.log(0.8) + Math.log(0.6) + Math.log(0.2) + Math.log(0.8) + Math.log(0.4)) / 5;
        assertThat(metrics.logLoss()).isCloseTo(loss, within(1e-6));
    }

    @Test
    void aClassThatIsNowhereDoesNotCount() {
        Matrix probabilities = new Matrix(2, 3, new float[] {1, 0, 0, 0, 1, 0});
        ClassificationMetrics metrics = ClassificationMetrics.of(probabilities, new int[] {0, 1}, new int[] {0, 1});
        assertThat(metrics.macroF1()).isEqualTo(1);
    }
}
