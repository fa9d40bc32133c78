// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.registry;

import org.graphrec.training.architecture.Formats;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.store.ModelParts;

/** Any ranking model as settings and tensors, from which a model with the same scores, bit by bit, is made. */
public final class ModelCodec {
    private static final Formats FORMATS = new Formats(Architectures.all());

    private ModelCodec() {}

    /**
     * The settings and tensors of a model; arrays are shared with it.
     *
     * @param features the item features stored beside it, or null
     */
    public static ModelParts encode(Model model, Matrix features) {
        return FORMATS.encode(model, features);
    }

    /**
     * The model of these settings and tensors; arrays are shared with them.
     *
     * @param features the item features that were stored beside it, or null
     * @throws org.graphrec.training.store.ModelFileException when the parts do not fit together, however they came to be
     */
    public static Model decode(ModelParts parts, Matrix features) {
        return FORMATS.decode(parts, features);
    }
}
