// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.graphrec.training.compare.PairedTest;
import org.graphrec.training.evaluate.UserMetrics;

/** What two ways of ranking came to for the same users over several splits: means over the splits, and tests over all users. */
final class PairedRow {
    private final String name;
    private final String one;
    private final String other;
    private double[][] recalls = {{}, {}};
    private double[][] ndcgs = {{}, {}};
    private final double[] recall = new double[2];
    private final double[] ndcg = new double[2];
    private final double[] seconds = new double[2];
    private int splits;

    /** Of {@code one} beside {@code other}. */
    PairedRow(String name, String one, String other) {
        this.name = name;
        this.one = one;
        this.other = other;
    }

    /** Adds a split. */
    void add(UserMetrics ofOne, double secondsOfOne, UserMetrics ofOther, double secondsOfOther) {
        UserMetrics[] both = {ofOne, ofOther};
        for (int i = 0; i < 2; i++) {
            UserMetrics metrics = both[i];
            recalls[i] = DoubleStream.concat(
                            Arrays.stream(recalls[i]),
                            IntStream.range(0, metrics.users()).mapToDouble(metrics::recall))
                    .toArray();
            ndcgs[i] = DoubleStream.concat(
                            Arrays.stream(ndcgs[i]),
                            IntStream.range(0, metrics.users()).mapToDouble(metrics::ndcg))
                    .toArray();
            recall[i] += metrics.mean().recall();
            ndcg[i] += metrics.mean().ndcg();
        }
        seconds[0] += secondsOfOne;
        seconds[1] += secondsOfOther;
        splits++;
    }

    /** The heads of the columns. */
    static String head() {
        return "| what | beside | Recall | | % | p | NDCG | | % | p | training, processor s | |\n|---|---|---|---|---|---|---|---|---|---|---|---|";
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %s, %s | %s | %s | %.1f | %.1f |",
                name,
                one,
                other,
                compared(recall, recalls),
                compared(ndcg, ndcgs),
                seconds[0] / splits,
                seconds[1] / splits);
    }

    private String compared(double[] sums, double[][] values) {
        int[] counts = new int[values[0].length];
        Arrays.fill(counts, 1);
        return String.format(
                Locale.ROOT,
                "%.4f | %.4f | %+.1f | %.2g",
                sums[0] / splits,
                sums[1] / splits,
                100 * (sums[0] / sums[1] - 1),
                PairedTest.pValue(values[0], values[1], counts));
    }
}
