// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A model as settings and tensors.
 *
 * @param kind what the {@link ModelFormat} is called
 * @param settings values of JSON
 * @param tensors its arrays, by name
 */
public record ModelParts(String kind, Map<String, Object> settings, Map<String, Tensor> tensors) {

    public ModelParts {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** A tensor that must be there. */
    public Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw ModelFileException.corrupt("the tensor `" + name + "` is missing");
        }
        return tensor;
    }

    /** A setting that must be there and be of a type. */
    public <T> T setting(String name, Class<T> type) {
        Object value = settings.get(name);
        if (!type.isInstance(value)) {
            throw ModelFileException.corrupt("the setting `" + name + "` is missing");
        }
        return type.cast(value);
    }

    /** What {@code decode} makes of parts; whatever it rejects them with becomes the one error. */
    public static <T> T decoded(Supplier<T> decode) {
        try {
            return decode.get();
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
}
