// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;

/**
 * How models of one class are stored: as settings and tensors from which a model with the same scores, bit by bit, is made. One
 * instance belongs to one architecture.
 *
 * @param <M> the class
 */
public interface ModelFormat<M extends Model> {

    /** What files call it; never changes. */
    String name();

    /** The class. */
    Class<M> type();

    /** Whether these are parts of a model of this architecture. */
    default boolean reads(ModelParts parts) {
        return parts.kind().equals(name());
    }

    /**
     * The settings and tensors of a model; arrays are shared with it.
     *
     * @param features the item features stored beside, or null: need not be stored twice
     */
    ModelParts encode(M model, Matrix features);

    /**
     * The model of these settings and tensors; arrays are shared with them.
     *
     * @throws ModelFileException when the parts do not make such a model
     */
    M decode(ModelParts parts, Matrix features);
}
