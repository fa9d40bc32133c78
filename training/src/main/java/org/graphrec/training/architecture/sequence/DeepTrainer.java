// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.ToDoubleFunction;

/** Trains heads. There is one where an optional jar is on the class path; what it trains is served without it. */
public interface DeepTrainer {

    /**
     * What training returns.
     *
     * @param model of the best epoch
     * @param epochs how many epochs it was trained for
     */
    record Trained(SequenceModel model, int epochs) {}

    /**
     * Trains a head.
     *
     * @param ndcg measures a model on a holdout after each epoch; the best epoch's model is returned, and training ends when
     *     {@code patience} epochs have brought nothing. Null: all epochs are run and the last one's model is returned
     * @throws IllegalStateException when the native libraries are missing or do not load, with the way out
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    Trained train(SequenceTask task, ToDoubleFunction<SequenceModel> ndcg);

    /** An upper bound on the memory outside the heap that {@link #train} needs, the libraries included, in bytes. */
    long nativeBytes(int items, int featureDimension, SequenceOptions options);

    /** The trainer on the class path of this class; empty when there is none. */
    static Optional<DeepTrainer> find() {
        return ServiceLoader.load(DeepTrainer.class, DeepTrainer.class.getClassLoader())
                .findFirst();
    }
}
