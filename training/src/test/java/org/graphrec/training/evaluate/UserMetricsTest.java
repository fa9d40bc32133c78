// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UserMetricsTest {

    @Test
    void comparesUserByUser() {
        // differences 0.1, 0.2, 0.3: mean 0.2, standard deviation 0.1, standard error 0.1 / sqrt(3)
        UserMetrics better = of(0.4, 0.7, 0.3);
        UserMetrics worse = of(0.3, 0.5, 0);
        assertThat(better.standardErrorsAbove(worse)).isCloseTo(2 * Math.sqrt(3), within(1e-9));
        assertThat(worse.standardErrorsAbove(better)).isCloseTo(-2 * Math.sqrt(3), within(1e-9));
    }

    @Test
    void findsNoDifferenceBetweenEqualsOrWithOneUser() {
        assertThat(of(0.5, 0.25).standardErrorsAbove(of(0.5, 0.25))).isZero();
        assertThat(of(1).standardErrorsAbove(of(0))).isZero();
        assertThat(of().standardErrorsAbove(of())).isZero();
    }

    @Test
    void isCertainWhenAllUsersGainTheSame() {
        assertThat(of(0.5, 1).standardErrorsAbove(of(0, 0.5))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void knowsHowFarTheMeanMayBeOff() {
        // standard deviation 0.1 of three users
        assertThat(of(0.1, 0.2, 0.3).standardError()).isCloseTo(0.1 / Math.sqrt(3), within(1e-9));
        assertThat(of(0.4).standardError()).isZero();
    }

    private static UserMetrics of(double... ndcg) {
        UserMetrics metrics = new UserMetrics(20, ndcg.length);
        for (int user = 0; user < ndcg.length; user++) {
            metrics.set(user, 0, ndcg[user], 0, 0);
        }
        return metrics;
    }
}
