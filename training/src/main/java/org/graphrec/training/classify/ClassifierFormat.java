// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import org.graphrec.training.store.ModelParts;

/**
 * Takes classifiers of one class apart and puts them together again, bit by bit. A new class of classifier needs one of these and
 * its line in {@link ClassifierCodec}.
 *
 * @param <M> the class
 */
interface ClassifierFormat<M extends Classifier> {

    /** What files call it; never changes. */
    String name();

    /** The class. */
    Class<M> type();

    /** The settings and tensors of a classifier. */
    ModelParts encode(M model);

    /**
     * The classifier of these settings and tensors.
     *
     * @throws ModelFileException when the parts do not make such a one
     */
    M decode(ModelParts parts);
}
