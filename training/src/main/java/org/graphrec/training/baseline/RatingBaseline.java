// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;

/** Predicts ratings of the users and items it was fitted to; immutable, and safe for use by many threads. */
public interface RatingBaseline {

    /**
     * The expected rating of every pair in {@code wanted}, in the order of the edges of {@link Interactions#byUser}; not clipped.
     *
     * @param wanted pairs of the users and items at fitting; the weights are not read
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    double[] predict(Interactions wanted, int concurrency, Monitor monitor);

    /** The chosen hyper-parameters; values are String, Long, Double, Boolean, List or Map. */
    Map<String, Object> parameters();
}
