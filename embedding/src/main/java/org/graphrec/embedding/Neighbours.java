// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The nearest of unit vectors, by comparing with all. Not a record: it holds an array. */
final class Neighbours {

    private static final int NEAREST = 10;
    private static final int MOST_ASKED = 400;

    private final float[] vectors;
    private final int dimension;

    /** Takes vectors of unit length, {@code [count, dimension]}. */
    Neighbours(float[] vectors, int dimension) {
        this.vectors = vectors;
        this.dimension = dimension;
    }

    /** The nearest of some vectors from the one numbered {@code first}, at most ten each. */
    int[][] nearest(int first, Computation computation) {
        int count = vectors.length / dimension;
        int[][] found = new int[Math.min(MOST_ASKED, count - first)][];
        computation.forEach(found.length, unit -> found[unit] = nearest(first + unit, Math.min(NEAREST, count - 1)));
        return found;
    }

    /** The mean share of the nearest that both have in common. */
    static double overlap(int[][] ones, int[][] others) {
        return IntStream.range(0, ones.length)
                .mapToDouble(i -> IntStream.of(ones[i])
                                .filter(one -> IntStream.of(others[i]).anyMatch(other -> other == one))
                                .count()
                        / (double) ones[i].length)
                .average()
                .orElse(Double.NaN);
    }

    private int[] nearest(int asked, int wanted) {
        int[] found = new int[wanted];
        double[] cosines = new double[wanted];
        Arrays.fill(cosines, Double.NEGATIVE_INFINITY);
        for (int other = 0; other < vectors.length / dimension; other++) {
            double cosine = other == asked ? Double.NEGATIVE_INFINITY : cosine(asked, other);
            int place = wanted;
            while (place > 0 && cosine > cosines[place - 1]) {
                place--;
            }
            if (place < wanted) {
                System.arraycopy(found, place, found, place + 1, wanted - place - 1);
                System.arraycopy(cosines, place, cosines, place + 1, wanted - place - 1);
                found[place] = other;
                cosines[place] = cosine;
            }
        }
        return found;
    }

    /** Four sums side by side, which a processor adds at once. */
    private double cosine(int one, int other) {
        int left = one * dimension;
        int right = other * dimension;
        float first = 0;
        float second = 0;
        float third = 0;
        float fourth = 0;
        int d = 0;
        for (; d + 4 <= dimension; d += 4) {
            first += vectors[left + d] * vectors[right + d];
            second += vectors[left + d + 1] * vectors[right + d + 1];
            third += vectors[left + d + 2] * vectors[right + d + 2];
            fourth += vectors[left + d + 3] * vectors[right + d + 3];
        }
        for (; d < dimension; d++) {
            first += vectors[left + d] * vectors[right + d];
        }
        return (first + second) + (third + fourth);
    }
}
