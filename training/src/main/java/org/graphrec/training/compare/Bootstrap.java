// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;

/**
 * Percentile bootstrap over users (Efron and Tibshirani 1993): users are drawn with replacement, each with all that is his, since
 * what one user does hangs together. The middle 95 % of the resampled values are the interval.
 */
final class Bootstrap {

    private static final int MOST_SAMPLES = 1000;

    private static final int FEWEST_SAMPLES = 200;

    /** Resampled users in all, at most. */
    private static final int MOST_DRAWS = 1 << 26;

    private static final double OUTSIDE = 0.05;

    private final byte[][] copies; // how often each sample has each user
    private final int concurrency;
    private final Monitor monitor;

    Bootstrap(int users, long seed, int concurrency, Monitor monitor) {
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
        copies = new byte[samples(users)][users];
        Parallel.forBlocks(copies.length, 1, concurrency, this.monitor, (from, to) -> {
            for (int sample = from; sample < to; sample++) {
                SplittableRandom random = new SplittableRandom(seed * 31 + sample);
                for (int draw = 0; draw < users; draw++) {
                    copies[sample][random.nextInt(users)]++;
                }
            }
        });
    }

    private static int samples(int users) {
        return Math.max(FEWEST_SAMPLES, Math.min(MOST_SAMPLES, MOST_DRAWS / Math.max(1, users)));
    }

    static long bytes(int users) {
        return (long) samples(users) * users;
    }

    /**
     * The interval of sum(sums) / sum(counts), or of its root.
     *
     * @param sums of each user
     * @param counts of each user; not all 0
     */
    Interval of(double[] sums, int[] counts, boolean root) {
        double[] values = new double[copies.length];
        Parallel.forBlocks(copies.length, 1, concurrency, monitor, (from, to) -> {
            for (int sample = from; sample < to; sample++) {
                byte[] times = copies[sample];
                double sum = 0;
                double count = 0;
                for (int user = 0; user < sums.length; user++) {
                    sum += times[user] * sums[user];
                    count += (double) times[user] * counts[user];
                }
                double mean = count == 0 ? 0 : sum / count;
                values[sample] = root ? Math.sqrt(mean) : mean;
            }
        });
        Arrays.sort(values);
        int cut = (int) (values.length * OUTSIDE / 2);
        return new Interval(values[cut], values[values.length - 1 - cut]);
    }
}
