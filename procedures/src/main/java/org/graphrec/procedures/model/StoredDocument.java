// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.store.ModelFileException;
import org.graphrec.training.store.StoredJson;

/** A JSON object of a model file, read strictly: what is missing or of another type makes the file a corrupt one. */
record StoredDocument(Map<String, Object> map) {

    static StoredDocument read(String json) {
        if (json == null) {
            throw corrupt("it does not hold a trained model");
        }
        return new StoredDocument(StoredJson.object(json));
    }

    static ModelFileException corrupt(String what) {
        return new ModelFileException(ModelFileException.Reason.CORRUPT, "The model file is corrupt: " + what + ".");
    }

    @SuppressWarnings("unchecked")
    StoredDocument inner(String name) {
        return new StoredDocument((Map<String, Object>) value(name, Map.class));
    }

    @SuppressWarnings("unchecked")
    List<StoredDocument> several(String name) {
        List<?> list = value(name, List.class);
        if (!list.stream().allMatch(Map.class::isInstance)) {
            throw wrong(name);
        }
        return list.stream()
                .map(entry -> new StoredDocument((Map<String, Object>) entry))
                .toList();
    }

    List<String> texts(String name) {
        List<?> list = value(name, List.class);
        if (!list.stream().allMatch(String.class::isInstance)) {
            throw wrong(name);
        }
        return list.stream().map(String.class::cast).toList();
    }

    List<?> list(String name) {
        return value(name, List.class);
    }

    String text(String name) {
        return value(name, String.class);
    }

    String textOrNull(String name) {
        return map.get(name) == null ? null : text(name);
    }

    boolean flag(String name) {
        return value(name, Boolean.class);
    }

    /** The same of an entry that earlier versions did not write. */
    boolean flag(String name, boolean fallback) {
        return map.containsKey(name) ? flag(name) : fallback;
    }

    long whole(String name) {
        return value(name, Long.class);
    }

    /** A number of rows or columns. */
    int extent(String name) {
        long extent = whole(name);
        if (extent < 0 || extent > Integer.MAX_VALUE) {
            throw wrong(name);
        }
        return (int) extent;
    }

    /** A number; NaN where JSON has null. */
    double number(String name) {
        if (map.containsKey(name) && map.get(name) == null) {
            return Double.NaN;
        }
        return value(name, Number.class).doubleValue();
    }

    /** The same of an entry that earlier versions did not write. */
    double number(String name, double fallback) {
        return map.containsKey(name) ? number(name) : fallback;
    }

    /** Every entry as a number; NaN where JSON has null. */
    Map<String, Double> numbers() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        map.keySet().forEach(name -> numbers.put(name, number(name)));
        return numbers;
    }

    private <T> T value(String name, Class<T> type) {
        Object value = map.get(name);
        if (!type.isInstance(value)) {
            throw wrong(name);
        }
        return type.cast(value);
    }

    private static ModelFileException wrong(String name) {
        return corrupt("`" + name + "` is missing");
    }
}
