// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import java.util.List;
import java.util.Map;
import org.graphrec.training.store.ModelFileException;

/** A JSON object of a file, read strictly. */
record HandoverJson(Map<String, Object> map) {

    <T> T value(String name, Class<T> type) {
        Object value = map.get(name);
        if (!type.isInstance(value)) {
            throw ModelFileException.corrupt("`" + name + "` is missing");
        }
        return type.cast(value);
    }

    String text(String name) {
        return value(name, String.class);
    }

    double number(String name) {
        return value(name, Number.class).doubleValue();
    }

    List<?> list(String name) {
        return value(name, List.class);
    }

    List<String> texts(String name) {
        List<?> list = list(name);
        if (!list.stream().allMatch(String.class::isInstance)) {
            throw ModelFileException.corrupt("`" + name + "` is wrong");
        }
        return list.stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    HandoverJson inner(String name) {
        return new HandoverJson((Map<String, Object>) value(name, Map.class));
    }

    @SuppressWarnings("unchecked")
    List<HandoverJson> several(String name) {
        List<?> list = list(name);
        if (!list.stream().allMatch(Map.class::isInstance)) {
            throw ModelFileException.corrupt("`" + name + "` is wrong");
        }
        return list.stream()
                .map(one -> new HandoverJson((Map<String, Object>) one))
                .toList();
    }
}
