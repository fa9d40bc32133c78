// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One setting tried, measured on the validation part.
 *
 * @param parameters the setting
 * @param accuracy share of nodes whose class is the most probable one
 * @param logLoss mean of -log of the probability of the true class
 * @param seconds what this trial took
 */
public record ClassifierTrial(Map<String, Object> parameters, double accuracy, double logLoss, double seconds) {

    /** Copies the parameters, in their order. */
    public ClassifierTrial {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
