// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.List;

/**
 * How well a method did on its holdout after each epoch of training.
 *
 * @param method which one
 * @param metric RMSE or NDCG
 * @param values after epoch 1, 2 and so on
 */
public record Curve(ComparisonMethod method, Metric metric, List<Double> values) {

    /** Copies the values. */
    public Curve {
        values = List.copyOf(values);
    }
}
