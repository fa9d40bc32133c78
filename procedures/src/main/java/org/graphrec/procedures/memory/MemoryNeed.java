// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An upper bound on the memory that a call needs. What a procedure reserves and what its {@code .estimate} tells are the same one.
 *
 * @param heap what the heap is for, in bytes, in the order in which it is shown
 * @param outside bytes of memory outside the heap; 0 where there is none
 */
public record MemoryNeed(Map<String, Long> heap, long outside) {
    public MemoryNeed {
        heap = Collections.unmodifiableMap(new LinkedHashMap<>(heap));
    }

    /** Heap alone, by what it is for. */
    public static MemoryNeed ofHeap(Map<String, Long> parts) {
        return new MemoryNeed(parts, 0);
    }

    /** Heap for one thing. */
    public static MemoryNeed ofHeap(String part, long bytes) {
        return ofHeap(Map.of(part, bytes));
    }

    /** The same with heap for another thing. */
    public MemoryNeed and(String part, long bytes) {
        Map<String, Long> parts = new LinkedHashMap<>(heap);
        parts.put(part, bytes);
        return new MemoryNeed(parts, outside);
    }

    /** Both together. */
    public MemoryNeed and(MemoryNeed other) {
        Map<String, Long> parts = new LinkedHashMap<>(heap);
        parts.putAll(other.heap);
        return new MemoryNeed(parts, outside + other.outside);
    }

    /** The same with so much memory outside the heap. */
    public MemoryNeed withOutside(long bytes) {
        return new MemoryNeed(heap, bytes);
    }

    /** All of the heap, in bytes. */
    public long heapBytes() {
        return heap.values().stream().mapToLong(Long::longValue).sum();
    }
}
