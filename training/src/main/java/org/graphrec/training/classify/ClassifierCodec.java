// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.List;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.ModelParts;

/** Any classifier of nodes, taken apart and put together again with the same probabilities bit by bit. */
public final class ClassifierCodec {
    private static final List<ClassifierFormat<?>> KINDS = List.of(new SgcFormat(), new GraphClassifierFormat());

    private ClassifierCodec() {}

    /** The settings and tensors of a classifier; arrays are shared with it. */
    public static ModelParts encode(Classifier model) {
        for (ClassifierFormat<?> kind : KINDS) {
            if (kind.type().isInstance(model)) {
                return encode(kind, model);
            }
        }
        throw new IllegalArgumentException(
                "A classifier of the class " + model.getClass().getSimpleName() + " cannot be stored.");
    }

    /**
     * The classifier of these settings and tensors; arrays are shared with the parts.
     *
     * @throws ModelFileException when the parts do not make one
     */
    public static Classifier decode(ModelParts parts) {
        for (ClassifierFormat<?> kind : KINDS) {
            if (kind.name().equals(parts.kind())) {
                return ModelParts.decoded(() -> kind.decode(parts));
            }
        }
        throw ModelFileException.corrupt("it holds an unknown kind of classifier");
    }

    private static <M extends Classifier> ModelParts encode(ClassifierFormat<M> kind, Classifier model) {
        return kind.encode(kind.type().cast(model));
    }
}
