// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as JSON can hold them: a number that is not finite, such as a metric without a holdout, becomes null. */
final class FiniteJson {
    private FiniteJson() {}

    static Object of(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, inner) -> copy.put(key, of(inner)));
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(inner -> copy.add(of(inner)));
            return copy;
        }
        boolean notFinite =
                (value instanceof Double || value instanceof Float) && !Double.isFinite(((Number) value).doubleValue());
        return notFinite ? null : value;
    }
}
