// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/**
 * What is known of a scale from ratings.
 *
 * @param lowest of them
 * @param highest of them
 * @param mean of them
 */
record RatingRange(double lowest, double highest, double mean) {

    static RatingRange of(Interactions ratings) {
        Csr byUser = ratings.byUser();
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int edge = 0; edge < byUser.edges(); edge++) {
            lowest = Math.min(lowest, byUser.weight(edge));
            highest = Math.max(highest, byUser.weight(edge));
            sum += byUser.weight(edge);
        }
        return new RatingRange(lowest, highest, sum / byUser.edges());
    }

    double clip(double rating) {
        return Math.max(lowest, Math.min(highest, rating));
    }
}
