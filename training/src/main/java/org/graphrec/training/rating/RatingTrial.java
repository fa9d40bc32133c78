// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One setting tried, measured on the holdout.
 *
 * @param parameters the setting
 * @param rmse root of the mean squared error
 * @param mae mean absolute error
 * @param seconds what this trial took
 */
public record RatingTrial(Map<String, Object> parameters, double rmse, double mae, double seconds) {

    /** Copies the parameters, in their order. */
    public RatingTrial {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
