// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.CancellationException;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;

class LbfgsTest {

    /** Sum of i (x_i - i)^2: known minimum, badly conditioned. */
    private static final Objective BOWL = new Objective() {
        @Override
        public int size() {
            return 100;
        }

        @Override
        public double value(double[] point, double[] gradient) {
            double value = 0;
            for (int i = 0; i < size(); i++) {
                gradient[i] = 2 * (i + 1) * (point[i] - i);
                value += (i + 1) * (point[i] - i) * (point[i] - i);
            }
            return value;
        }
    };

    @Test
    void findsTheMinimumOfABowl() {
        double[] minimum = Lbfgs.minimise(BOWL, new double[100], 200, 1e-9, Monitor.SILENT);
        for (int i = 0; i < minimum.length; i++) {
            assertThat(minimum[i]).isCloseTo(i, within(1e-6));
        }
    }

    @Test
    void staysWhereItIsWhenThatIsTheMinimum() {
        double[] start = new double[100];
        for (int i = 0; i < start.length; i++) {
            start[i] = i;
        }
        assertThat(Lbfgs.minimise(BOWL, start, 200, 1e-9, Monitor.SILENT)).isEqualTo(start);
    }

    @Test
    void stopsWhenTold() {
        Monitor stopped = Monitor.whileTrue(() -> false);
        assertThatThrownBy(() -> Lbfgs.minimise(BOWL, new double[100], 200, 1e-9, stopped))
                .isInstanceOf(CancellationException.class);
    }
}
