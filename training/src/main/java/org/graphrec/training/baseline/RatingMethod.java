// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.tune.TrainingOptions;

/**
 * A way to predict ratings.
 *
 * @param fitting how it is fitted
 * @param memory what a fit holds
 */
public record RatingMethod(Fitting fitting, Memory memory) {

    /** Fits a method to ratings. */
    @FunctionalInterface
    public interface Fitting {

        /** Fits to all ratings with what is best on a holdout; {@code features} [items, dimension] or null. */
        BaselineFit fit(Interactions ratings, Matrix features, TrainingOptions options, Monitor monitor);
    }

    /** Bounds the memory of a fit. */
    @FunctionalInterface
    public interface Memory {

        /** An upper bound on the heap of a fit, in bytes; {@code context} is what else the graph knows. */
        long peakBytes(int users, int items, int ratings, int dimension, Context context, TrainingOptions options);
    }

    /** The holdout with its transposes, and the predictions for it, in bytes. */
    public static long graphBytes(int users, int items, int ratings) {
        return 8L * 8 * ratings + 16L * ((long) users + items);
    }
}
