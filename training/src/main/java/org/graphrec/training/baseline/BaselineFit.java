// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.List;

/**
 * What fitting a baseline returns.
 *
 * @param predictor fitted to all ratings with what was best on the holdout
 * @param validation RMSE on the holdout after each epoch of the chosen setting; empty where nothing is fitted in epochs
 */
public record BaselineFit(RatingBaseline predictor, List<Double> validation) {

    /** Of a predictor that is not fitted in epochs. */
    public BaselineFit(RatingBaseline predictor) {
        this(predictor, List.of());
    }

    /** Copies the curve. */
    public BaselineFit {
        validation = List.copyOf(validation);
    }
}
