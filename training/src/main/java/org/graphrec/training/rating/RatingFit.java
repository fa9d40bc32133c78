// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What fitting to ratings returns.
 *
 * @param model fitted on all ratings with the chosen parameters
 * @param trials every setting tried, in order
 * @param metrics of the chosen setting on the holdout: {@code rmse}, {@code mae}; empty without a holdout
 */
public record RatingFit(RatingModel model, List<RatingTrial> trials, Map<String, Double> metrics) {

    /** Copies the lists. */
    public RatingFit {
        trials = List.copyOf(trials);
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
    }
}
