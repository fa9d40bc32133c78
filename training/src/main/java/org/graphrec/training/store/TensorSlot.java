// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a tensor lies in a file.
 *
 * @param name unique in the file
 * @param type of its elements
 * @param shape the extent of each dimension
 * @param begin its first byte, counted from the first buffer
 * @param end the byte after its last
 */
record TensorSlot(String name, DataType type, List<Integer> shape, long begin, long end) {
    private static final int MAX_DIMENSIONS = 8;

    /** Lays tensors out one after the other, the widest types first, so that each is aligned. */
    static List<TensorSlot> layout(Map<String, Tensor> tensors) {
        List<String> names = tensors.keySet().stream()
                .sorted(Comparator.<String, DataType>comparing(
                                name -> tensors.get(name).type())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        List<TensorSlot> slots = new ArrayList<>();
        long at = 0;
        for (String name : names) {
            Tensor tensor = tensors.get(name);
            long end = Math.addExact(at, tensor.byteSize());
            slots.add(new TensorSlot(name, tensor.type(), tensor.shape(), at, end));
            at = end;
        }
        return slots;
    }

    /** Reads the entries of a header; they must follow each other without a gap and without an overlap. */
    static List<TensorSlot> inOrder(Map<String, Object> entries) {
        List<TensorSlot> slots = new ArrayList<>();
        entries.forEach((name, entry) -> slots.add(of(name, entry)));
        slots.sort(Comparator.comparingLong(TensorSlot::begin).thenComparingLong(TensorSlot::end));
        long at = 0;
        for (TensorSlot slot : slots) {
            if (slot.begin() != at) {
                throw ModelFileException.corrupt("its tensors overlap or leave a gap");
            }
            at = slot.end();
        }
        return List.copyOf(slots);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dtype", type.name());
        json.put("shape", shape);
        json.put("data_offsets", List.of(begin, end));
        return json;
    }

    private static TensorSlot of(String name, Object entry) {
        if (!(entry instanceof Map<?, ?> map)
                || map.size() != 3
                || !(map.get("shape") instanceof List<?> extents)
                || !(map.get("data_offsets") instanceof List<?> offsets)
                || offsets.size() != 2
                || extents.size() > MAX_DIMENSIONS) {
            throw ModelFileException.corrupt("the entry of a tensor is incomplete");
        }
        DataType type = type(map.get("dtype"));
        List<Integer> shape = extents.stream().map(TensorSlot::extent).toList();
        long begin = offset(offsets.get(0));
        long end = offset(offsets.get(1));
        try {
            long size = shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
            if (size > Integer.MAX_VALUE || Math.multiplyExact(size, type.bytes()) != end - begin) {
                throw ModelFileException.corrupt("a tensor's shape does not match its size");
            }
        } catch (ArithmeticException overflow) {
            throw ModelFileException.corrupt("a tensor's shape is too large");
        }
        return new TensorSlot(name, type, shape, begin, end);
    }

    private static DataType type(Object name) {
        for (DataType type : DataType.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw ModelFileException.corrupt("a tensor has an unknown type");
    }

    private static int extent(Object value) {
        if (value instanceof Long extent && extent >= 0 && extent <= Integer.MAX_VALUE) {
            return extent.intValue();
        }
        throw ModelFileException.corrupt("a tensor's shape is wrong");
    }

    private static long offset(Object value) {
        if (value instanceof Long offset && offset >= 0) {
            return offset;
        }
        throw ModelFileException.corrupt("a tensor's position is wrong");
    }
}
