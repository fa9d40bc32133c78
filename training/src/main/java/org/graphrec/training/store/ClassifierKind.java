package org.graphrec.training.store;

import org.graphrec.training.classify.Classifier;

/**
 * Takes classifiers of one class apart and puts them together again, bit by bit. A new class of classifier needs one of these and
 * its line in {@link ClassifierCodec}.
 *
 * @param <M> the class
 */
interface ClassifierKind<M extends Classifier> {

    /** What files call it; never changes. */
    String name();

    /** The class. */
    Class<M> type();

    /** Takes a classifier apart. */
    ModelParts apart(M model);

    /**
     * Puts a classifier together.
     *
     * @throws ModelFileException when the parts do not make such a one
     */
    M together(ModelParts parts);
}
