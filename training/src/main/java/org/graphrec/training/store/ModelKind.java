package org.graphrec.training.store;

import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;

/**
 * Takes models of one class apart and puts them together again, so that every score is the same bit by bit. A new class of
 * model needs one of these and its line in {@link ModelCodec}.
 *
 * @param <M> the class
 */
interface ModelKind<M extends Model> {

    /** What files call it; never changes. */
    String name();

    /** The class. */
    Class<M> type();

    /**
     * Takes a model apart.
     *
     * @param features the item features stored beside, or null: need not be stored twice
     */
    ModelParts apart(M model, Matrix features);

    /**
     * Puts a model together.
     *
     * @throws ModelFileException when the parts do not make such a model
     */
    M together(ModelParts parts, Matrix features);
}
