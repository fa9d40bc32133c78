// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.feedback;

import java.util.Arrays;

/** The equations of {@link Examination}: their values, slopes, and what each user adds to them. */
final class Equations {
    private final int buckets;
    private final int users;
    private final int[] offsets; // of the cells of each pair
    private final int[] bucketOf; // of each cell
    private final double[] times; // each cell was shown
    private final double[] clicks;
    private final int[] userOf; // of each pair

    Equations(Shown shown, int[] bucketOfRank, int buckets) {
        this.buckets = buckets;
        this.users = shown.userCount();
        int pairs = shown.pairCount();
        userOf = new int[pairs];
        int[] size = new int[pairs + 1];
        for (int i = 0; i < shown.size(); i++) {
            size[shown.pairs()[i] + 1]++;
            userOf[shown.pairs()[i]] = shown.users()[i];
        }
        for (int pair = 0; pair < pairs; pair++) {
            size[pair + 1] += size[pair];
        }
        int[] next = Arrays.copyOf(size, pairs);
        int[] entries = new int[shown.size()];
        for (int i = 0; i < shown.size(); i++) {
            entries[next[shown.pairs()[i]]++] = i;
        }
        offsets = new int[pairs + 1];
        bucketOf = new int[entries.length];
        times = new double[entries.length];
        clicks = new double[entries.length];
        double[] shownAt = new double[buckets];
        double[] clickedAt = new double[buckets];
        int cell = 0;
        for (int pair = 0; pair < pairs; pair++) {
            Arrays.fill(shownAt, 0);
            Arrays.fill(clickedAt, 0);
            boolean clicked = false;
            for (int e = size[pair]; e < size[pair + 1]; e++) {
                int bucket = bucketOfRank[shown.ranks()[entries[e]]];
                shownAt[bucket]++;
                clickedAt[bucket] += shown.clicked()[entries[e]] ? 1 : 0;
                clicked |= shown.clicked()[entries[e]];
            }
            // a pair without a click has no attraction to tell ranks apart by
            for (int bucket = 0; bucket < buckets && clicked; bucket++) {
                if (shownAt[bucket] > 0) {
                    bucketOf[cell] = bucket;
                    times[cell] = shownAt[bucket];
                    clicks[cell++] = clickedAt[bucket];
                }
            }
            offsets[pair + 1] = cell;
        }
    }

    /**
     * Where the equations stand.
     *
     * @param values what is to become 0, of each bucket but the first
     * @param slopes minus their derivatives, symmetric
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record At(double[] values, double[][] slopes) {}

    At at(double[] logs) {
        double[] values = new double[buckets - 1];
        double[][] slopes = new double[buckets - 1][buckets - 1];
        for (int pair = 0; pair < userOf.length; pair++) {
            Pair one = new Pair(pair, logs);
            for (int c = offsets[pair]; c < offsets[pair + 1]; c++) {
                int row = bucketOf[c] - 1;
                if (row < 0) {
                    continue;
                }
                double expected = one.expected(c);
                values[row] += clicks[c] - one.attraction * expected;
                slopes[row][row] += one.attraction * expected;
                for (int d = offsets[pair]; d < offsets[pair + 1]; d++) {
                    if (bucketOf[d] > 0) {
                        slopes[row][bucketOf[d] - 1] -= one.attraction * expected * one.expected(d) / one.sum;
                    }
                }
            }
        }
        return new At(values, slopes);
    }

    /** What each user adds to the error of each logarithm, to first order. */
    double[][] influences(double[] logs) {
        double[][] sums = new double[users][buckets - 1];
        for (int pair = 0; pair < userOf.length; pair++) {
            Pair one = new Pair(pair, logs);
            for (int c = offsets[pair]; c < offsets[pair + 1]; c++) {
                if (bucketOf[c] > 0) {
                    sums[userOf[pair]][bucketOf[c] - 1] += clicks[c] - one.attraction * one.expected(c);
                }
            }
        }
        Cholesky slopes = new Cholesky(at(logs).slopes());
        for (int user = 0; user < users; user++) {
            sums[user] = slopes.solve(sums[user]);
        }
        return sums;
    }

    /** A pair under given examinations. */
    private final class Pair {
        private final double[] logs;
        private final double sum;
        private final double attraction;

        private Pair(int pair, double[] logs) {
            this.logs = logs;
            double all = 0;
            double clicked = 0;
            for (int c = offsets[pair]; c < offsets[pair + 1]; c++) {
                all += expected(c);
                clicked += clicks[c];
            }
            sum = all;
            attraction = all == 0 ? 0 : clicked / all;
        }

        /** Times that a cell was examined. */
        private double expected(int cell) {
            return times[cell] * Math.exp(logs[bucketOf[cell]]);
        }
    }
}
