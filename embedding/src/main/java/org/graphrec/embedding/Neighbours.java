// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The nearest of unit vectors, by comparing with all. Not a record: it holds an array. */
final class Neighbours {

    private static final int NEAREST = 10;
    private static final int MOST_ASKED = 200;

    private final float[] vectors;
    private final int dimension;

    /** Takes vectors of unit length, {@code [count, dimension]}. */
    Neighbours(float[] vectors, int dimension) {
        this.vectors = vectors;
        this.dimension = dimension;
    }

    /** The mean share of the ten nearest that both have in common, for some vectors from the one numbered {@code first}. */
    double overlap(Neighbours other, int first, Computation computation) {
        int count = vectors.length / dimension;
        int asked = Math.min(MOST_ASKED, count - first);
        int nearest = Math.min(NEAREST, count - 1);
        double[] shares = new double[asked];
        computation.forEach(asked, unit -> {
            int[] mine = nearest(first + unit, nearest);
            int[] theirs = other.nearest(first + unit, nearest);
            shares[unit] = IntStream.of(mine)
                            .filter(one -> IntStream.of(theirs).anyMatch(another -> another == one))
                            .count()
                    / (double) nearest;
        });
        return Arrays.stream(shares).average().orElse(Double.NaN);
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

    private double cosine(int one, int other) {
        float sum = 0;
        for (int d = 0; d < dimension; d++) {
            sum += vectors[one * dimension + d] * vectors[other * dimension + d];
        }
        return sum;
    }
}
