// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

/**
 * How a static encoder is distilled.
 *
 * @param dimension of its vectors; more than the teacher's count as that
 * @param concurrency threads, and texts that the teacher encodes at once
 * @param seed decides which texts are held out
 */
public record DistillOptions(int dimension, int concurrency, long seed) {

    /** Requires sensible numbers. */
    public DistillOptions {
        if (dimension < 8 || dimension > OnnxModel.MAX_DIMENSION) {
            throw new IllegalArgumentException("The value of `dimension` must be between 8 and "
                    + OnnxModel.MAX_DIMENSION + " but was `" + dimension + "`.");
        }
        Workers.requireConcurrency(concurrency);
    }
}
