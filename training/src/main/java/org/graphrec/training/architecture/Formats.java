// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture;

import java.util.List;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelFormat;
import org.graphrec.training.store.ModelParts;

/**
 * How the models of several architectures are stored.
 *
 * @param architectures whose models
 */
public record Formats(List<Architecture> architectures) {

    /** Copies the list. */
    public Formats {
        architectures = List.copyOf(architectures);
    }

    /**
     * The settings and tensors of a model; arrays are shared with it.
     *
     * @param features the item features stored beside it, or null
     * @throws IllegalArgumentException when it is not a model as training makes it
     */
    public ModelParts encode(Model model, Matrix features) {
        for (Architecture architecture : architectures) {
            if (architecture.cypherName().equals(model.architecture())
                    && architecture.format().type().isInstance(model)) {
                return encode(architecture.format(), model, features);
            }
        }
        throw new IllegalArgumentException(
                "A model of the class " + model.getClass().getSimpleName() + " cannot be stored.");
    }

    private static <M extends Model> ModelParts encode(ModelFormat<M> format, Model model, Matrix features) {
        return format.encode(format.type().cast(model), features);
    }

    /**
     * The model of these settings and tensors; arrays are shared with them.
     *
     * @param features the item features that were stored beside it, or null
     * @throws ModelFileException when the parts do not fit together, however they came to be
     */
    public Model decode(ModelParts parts, Matrix features) {
        for (Architecture architecture : architectures) {
            if (architecture.format().reads(parts)) {
                return ModelParts.decoded(() -> architecture.format().decode(parts, features));
            }
        }
        throw ModelFileException.corrupt("it holds an unknown kind of model");
    }
}
