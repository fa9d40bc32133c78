// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.media;

import java.util.Arrays;

/**
 * Which pixels of a line make each pixel of the shorter or longer line, and with which weights: fixed-point numbers of 22
 * bits, as Pillow has them, so that the results are the same to the last bit.
 *
 * @param from the first source pixel of each
 * @param weights of the source pixels from there on
 */
@SuppressWarnings("ArrayRecordComponent")
record Taps(int[] from, int[][] weights) {

    private static final int BITS = 22;
    private static final int HALF = 1 << (BITS - 1);

    /**
     * The taps of some pixels of a line.
     *
     * @param source pixels of the line as it is
     * @param target pixels of the line as it becomes
     * @param first the first one of these that is wanted
     * @param count how many are wanted
     */
    static Taps of(Filter filter, int source, long target, long first, int count) {
        double scale = (double) source / target;
        double stretch = Math.max(1, scale);
        double support = filter.support() * stretch;
        int[] from = new int[count];
        int[][] weights = new int[count][];
        for (int i = 0; i < count; i++) {
            double center = (first + i + 0.5) * scale;
            if (filter == Filter.NEAREST) {
                from[i] = Math.min(source - 1, (int) center);
                weights[i] = new int[] {1 << BITS};
                continue;
            }
            int begin = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(source, (int) (center + support + 0.5));
            double[] exact = new double[end - begin];
            double sum = 0;
            for (int x = 0; x < exact.length; x++) {
                exact[x] = filter.weight((x + begin - center + 0.5) / stretch);
                sum += exact[x];
            }
            from[i] = begin;
            weights[i] = new int[exact.length];
            for (int x = 0; x < exact.length; x++) {
                double share = sum == 0 ? exact[x] : exact[x] / sum;
                weights[i][x] = (int) (share * (1 << BITS) + (share < 0 ? -0.5 : 0.5));
            }
        }
        return new Taps(from, weights);
    }

    /** Pixel {@code i} of a line {@code [pixels * 3]} of three colours, of which it takes {@code colour}. */
    int pixel(int i, int[] line, int colour) {
        int at = from[i] * 3 + colour;
        int sum = HALF;
        for (int weight : weights[i]) {
            sum += weight * line[at];
            at += 3;
        }
        return rounded(sum);
    }

    /** Sums to add weighted lines to, for so many numbers per line. */
    int[][] sums(int width) {
        int[][] sums = new int[from.length][width];
        for (int[] sum : sums) {
            Arrays.fill(sum, HALF);
        }
        return sums;
    }

    /** Adds source line {@code y} to each line that it is a part of. */
    void add(int y, int[] line, int[][] sums) {
        for (int i = firstWith(y); i < from.length && from[i] <= y; i++) {
            int weight = weights[i][y - from[i]];
            for (int x = 0; x < line.length; x++) {
                sums[i][x] += weight * line[x];
            }
        }
    }

    /** The first one that ends behind {@code y}; both ends of the taps ascend. */
    private int firstWith(int y) {
        int low = 0;
        int high = from.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (from[middle] + weights[middle].length > y) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** A sum as a number from 0 to 255. */
    static int rounded(int sum) {
        return Math.max(0, Math.min(255, sum >> BITS));
    }

    /** The first source pixel of all. */
    int begin() {
        return from[0];
    }

    /** The source pixel behind the last of all. */
    int end() {
        int last = from.length - 1;
        return from[last] + weights[last].length;
    }
}
