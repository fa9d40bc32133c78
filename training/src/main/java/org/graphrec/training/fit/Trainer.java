package org.graphrec.training.fit;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/** Fits a model: splits off a holdout, tunes on it, and refits on everything with what was chosen. */
@SuppressWarnings("DoNotCallSuggester")
public final class Trainer {

    private Trainer() {}

    /**
     * Fits a model to {@code interactions}.
     *
     * @param itemFeatures [items, dimension], any scale (rows are brought to unit length); a zero row is an item without
     *     text. Null when there are none
     * @throws IllegalArgumentException when a feature is not finite, or CONTENT is asked for without features
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Fit fit(Interactions interactions, Matrix itemFeatures, TrainingOptions options, Monitor monitor) {
        throw new UnsupportedOperationException("fit");
    }

    /** An upper bound on the heap {@link #fit} needs beyond its arguments, in bytes; {@code featureDimension} 0 means none. */
    public static long peakBytes(
            int users, int items, int interactions, int featureDimension, TrainingOptions options) {
        throw new UnsupportedOperationException("peakBytes");
    }
}
