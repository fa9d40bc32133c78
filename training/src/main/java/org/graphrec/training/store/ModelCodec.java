package org.graphrec.training.store;

import java.util.List;
import java.util.function.Supplier;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.Model;

/** Any ranking model, taken apart into settings and tensors, and put together again with the same scores bit by bit. */
public final class ModelCodec {
    private static final List<ModelKind<?>> KINDS = List.of(
            new ItemGraphKind(),
            new UserKnnKind(),
            new BlendKind(),
            new MfKind(),
            new ItemVectorsKind(),
            new HeadModelKind(),
            new ContentKind(),
            new PopularityKind());

    private ModelCodec() {}

    /**
     * Takes a model apart; arrays are shared with it.
     *
     * @param features the item features stored beside it, or null
     */
    public static ModelParts apart(Model model, Matrix features) {
        for (ModelKind<?> kind : KINDS) {
            if (kind.type().isInstance(model)) {
                return apart(kind, model, features);
            }
        }
        throw new IllegalArgumentException(
                "A model of the class " + model.getClass().getSimpleName() + " cannot be stored.");
    }

    /**
     * Puts a model together; arrays are shared with the parts.
     *
     * @param features the item features that were stored beside it, or null
     * @throws ModelFileException when the parts do not fit together, however they came to be
     */
    public static Model together(ModelParts parts, Matrix features) {
        for (ModelKind<?> kind : KINDS) {
            if (kind.name().equals(parts.kind())) {
                return fitting(() -> kind.together(parts, features));
            }
        }
        throw ModelFileException.corrupt("it has a kind of model unknown here");
    }

    /** Puts something together; whatever its parts are rejected with becomes the one error. */
    static <T> T fitting(Supplier<T> together) {
        try {
            return together.get();
        } catch (IllegalArgumentException
                | IndexOutOfBoundsException
                | ArithmeticException
                | ClassCastException
                | NullPointerException unfit) {
            throw new ModelFileException(
                    ModelFileException.Reason.CORRUPT,
                    "The model file is corrupt: its parts do not fit together.",
                    unfit);
        }
    }

    private static <M extends Model> ModelParts apart(ModelKind<M> kind, Model model, Matrix features) {
        return kind.apart(kind.type().cast(model), features);
    }
}
