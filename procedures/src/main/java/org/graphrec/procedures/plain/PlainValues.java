// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.plain;

import java.lang.reflect.Array;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Path;
import org.neo4j.graphdb.Relationship;

/**
 * Turns one value into booleans, numbers, texts, lists and maps, which as JSON are about as long as the limit at most. What does not
 * fit is cut, and a note says how much is missing.
 */
final class PlainValues {
    /** Longer lists of numbers are vectors, which nobody reads. */
    private static final int LONGEST_NUMBERS = 32;

    /** Quotes, colon and comma of an entry. */
    private static final int PUNCTUATION = 4;

    private long left;

    PlainValues(long maxBytes) {
        left = maxBytes;
    }

    Object of(Object value) {
        if (value instanceof Node node) {
            return of(node);
        }
        if (value instanceof Relationship relationship) {
            return of(relationship);
        }
        if (value instanceof Path path) {
            return of(Map.of("nodes", list(path.nodes()), "relationships", list(path.relationships())));
        }
        if (value instanceof Map<?, ?> map) {
            return ofMap(map);
        }
        if (value instanceof List<?> list) {
            return ofList(list);
        }
        if (value != null && value.getClass().isArray()) {
            return ofList(elements(value));
        }
        return scalar(value);
    }

    private Object of(Node node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("elementId", node.getElementId());
        map.put(
                "labels",
                StreamSupport.stream(node.getLabels().spliterator(), false)
                        .map(Label::name)
                        .toList());
        map.put("properties", node.getAllProperties());
        return ofMap(map);
    }

    private Object of(Relationship relationship) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("elementId", relationship.getElementId());
        map.put("type", relationship.getType().name());
        map.put("start", relationship.getStartNode().getElementId());
        map.put("end", relationship.getEndNode().getElementId());
        map.put("properties", relationship.getAllProperties());
        return ofMap(map);
    }

    private Object ofMap(Map<?, ?> map) {
        Map<String, Object> plain = new LinkedHashMap<>();
        int missing = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (left <= 0) {
                missing++;
            } else {
                String key = String.valueOf(entry.getKey());
                spend(key);
                plain.put(key, of(entry.getValue()));
            }
        }
        if (missing > 0) {
            plain.put("…", missing + " more");
        }
        return plain;
    }

    private Object ofList(List<?> list) {
        if (list.size() > LONGEST_NUMBERS && list.stream().allMatch(Number.class::isInstance)) {
            return scalar(list.size() + " numbers");
        }
        List<Object> plain = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (left <= 0) {
                plain.add("… " + (list.size() - i) + " more");
                break;
            }
            plain.add(of(list.get(i)));
        }
        return plain;
    }

    private Object scalar(Object value) {
        if (value instanceof Boolean || value instanceof Long || value instanceof Integer) {
            spend(value.toString());
            return value;
        }
        if (value == null || (value instanceof Number number && !Double.isFinite(number.doubleValue()))) {
            // JSON has no NaN
            spend("null");
            return null;
        }
        if (value instanceof Number) {
            spend(value.toString());
            return value;
        }
        return text(value.toString());
    }

    private String text(String text) {
        String fits = text;
        if (bytes(text) > Math.max(1, left)) {
            int end = (int) Math.min(text.length(), Math.max(1, left));
            while (end > 1 && bytes(text.substring(0, end)) > left) {
                end -= Math.max(1, end / 8);
            }
            fits = text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
        }
        spend(fits);
        return fits;
    }

    private void spend(String text) {
        left -= bytes(text) + PUNCTUATION;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static List<Object> list(Iterable<?> elements) {
        List<Object> list = new ArrayList<>();
        elements.forEach(list::add);
        return list;
    }

    private static List<Object> elements(Object array) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(Array.get(array, i));
        }
        return list;
    }
}
