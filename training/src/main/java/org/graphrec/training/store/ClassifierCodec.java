package org.graphrec.training.store;

import java.util.List;
import org.graphrec.training.classify.Classifier;

/** Any classifier of nodes, taken apart and put together again with the same probabilities bit by bit. */
public final class ClassifierCodec {
    private static final List<ClassifierKind<?>> KINDS = List.of(new SgcKind(), new GraphClassifierKind());

    private ClassifierCodec() {}

    /** Takes a classifier apart; arrays are shared with it. */
    public static ModelParts apart(Classifier model) {
        for (ClassifierKind<?> kind : KINDS) {
            if (kind.type().isInstance(model)) {
                return apart(kind, model);
            }
        }
        throw new IllegalArgumentException(
                "A classifier of the class " + model.getClass().getSimpleName() + " cannot be stored.");
    }

    /**
     * Puts a classifier together; arrays are shared with the parts.
     *
     * @throws ModelFileException when the parts do not make one
     */
    public static Classifier together(ModelParts parts) {
        for (ClassifierKind<?> kind : KINDS) {
            if (kind.name().equals(parts.kind())) {
                return ModelCodec.fitting(() -> kind.together(parts));
            }
        }
        throw ModelFileException.corrupt("it has a kind of classifier unknown here");
    }

    private static <M extends Classifier> ModelParts apart(ClassifierKind<M> kind, Classifier model) {
        return kind.apart(kind.type().cast(model));
    }
}
