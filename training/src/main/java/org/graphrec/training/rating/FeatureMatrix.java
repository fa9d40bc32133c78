// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.Monitor;

/** A matrix F of features, [rows, features], as linear maps of d columns at once. */
interface FeatureMatrix {

    int rows();

    int count();

    /** F C: one row of d sums for each of the rows. */
    float[][] times(float[][] coefficients, int columns, int concurrency, Monitor monitor);

    /** F' R: one row of d sums for each feature. */
    float[][] transposedTimes(float[][] rows, int columns, int concurrency, Monitor monitor);

    /** F' F C. */
    default float[][] gramTimes(float[][] coefficients, int columns, int concurrency, Monitor monitor) {
        return transposedTimes(times(coefficients, columns, concurrency, monitor), columns, concurrency, monitor);
    }
}
