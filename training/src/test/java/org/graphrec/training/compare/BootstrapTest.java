// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    /** For a mean of many independent users the interval is the mean and 1.96 standard errors to each side. */
    @Test
    void isTheNormalIntervalForManyUsers() {
        int users = 2000;
        double[] sums = new double[users];
        int[] counts = new int[users];
        SplittableRandom random = new SplittableRandom(1);
        for (int user = 0; user < users; user++) {
            sums[user] = 3 + 2 * random.nextGaussian();
            counts[user] = 1;
        }
        double mean = Arrays.stream(sums).average().orElseThrow();
        double deviation =
                Math.sqrt(Arrays.stream(sums).map(x -> (x - mean) * (x - mean)).sum() / (users - 1));
        double half = 1.96 * deviation / Math.sqrt(users);
        Interval interval = new Bootstrap(users, 5, 2, Monitor.SILENT).of(sums, counts, false);
        assertThat(interval.low()).isCloseTo(mean - half, within(0.1 * half));
        assertThat(interval.high()).isCloseTo(mean + half, within(0.1 * half));
    }

    @Test
    void isTheSameAtAnyConcurrency() {
        double[] sums = {1, 2, 3, 4, 0};
        int[] counts = {1, 1, 2, 1, 0};
        assertThat(new Bootstrap(5, 9, 1, Monitor.SILENT).of(sums, counts, true))
                .isEqualTo(new Bootstrap(5, 9, 3, Monitor.SILENT).of(sums, counts, true));
    }

    @Test
    void usersWithMoreRatingsCountForMore() {
        Interval interval = new Bootstrap(2, 9, 1, Monitor.SILENT).of(new double[] {0, 9}, new int[] {1, 9}, false);
        assertThat(interval.low()).isEqualTo(0);
        assertThat(interval.high()).isEqualTo(1);
    }
}
