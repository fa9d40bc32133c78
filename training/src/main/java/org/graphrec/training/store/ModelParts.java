package org.graphrec.training.store;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model taken apart.
 *
 * @param kind which {@link ModelKind} puts it together again
 * @param settings values of JSON
 * @param tensors its arrays, by name
 */
public record ModelParts(String kind, Map<String, Object> settings, Map<String, Tensor> tensors) {

    public ModelParts {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    }

    /** A tensor that must be there. */
    Tensor tensor(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw ModelFileException.corrupt("the tensor `" + name + "` is missing");
        }
        return tensor;
    }

    /** A setting that must be there and be of a type. */
    <T> T setting(String name, Class<T> type) {
        Object value = settings.get(name);
        if (!type.isInstance(value)) {
            throw ModelFileException.corrupt("the setting `" + name + "` is missing");
        }
        return type.cast(value);
    }
}
