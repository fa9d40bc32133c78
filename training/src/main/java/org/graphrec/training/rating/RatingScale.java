// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;

/**
 * The ratings seen at training.
 *
 * @param mean of them
 * @param deviation standard deviation, greater than 0
 * @param lowest of them
 * @param highest of them
 */
public record RatingScale(double mean, double deviation, double lowest, double highest) {

    /** Rejects a deviation that is not positive. */
    public RatingScale {
        Require.between("deviation", deviation, Double.MIN_NORMAL, Double.MAX_VALUE);
    }

    /** Of the weights of {@code ratings}. */
    static RatingScale of(Csr ratings) {
        double sum = 0;
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int edge = 0; edge < ratings.edges(); edge++) {
            double rating = ratings.weight(edge);
            sum += rating;
            lowest = Math.min(lowest, rating);
            highest = Math.max(highest, rating);
        }
        if (ratings.edges() == 0) {
            return new RatingScale(0, 1, 0, 0);
        }
        double mean = sum / ratings.edges();
        // about the mean, so that ratings far from 0 lose nothing
        double squares = 0;
        for (int edge = 0; edge < ratings.edges(); edge++) {
            squares += Math.pow(ratings.weight(edge) - mean, 2);
        }
        // ratings that are all the same need no scale
        return new RatingScale(mean, highest > lowest ? Math.sqrt(squares / ratings.edges()) : 1, lowest, highest);
    }

    /** A rating in units of the deviation from the mean. */
    float standardised(double rating) {
        return (float) ((rating - mean) / deviation);
    }

    /** The rating a standardised value stands for, clipped. */
    double rating(double standardised) {
        return Math.max(lowest, Math.min(highest, mean + deviation * standardised));
    }
}
