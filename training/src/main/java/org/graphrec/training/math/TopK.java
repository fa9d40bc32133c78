// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;

/**
 * Keeps the k best (score, index) pairs offered: higher score first, ties by the lower index. Not safe for several threads.
 *
 * <p>A pair is one long that orders as the pair does. The upper half is the score's IEEE 754 bits with all but the sign
 * flipped when negative, which makes floats order as signed ints (0.0 is first added, so that -0.0 equals 0.0). The lower
 * half is the complement of the index, so that of equal scores the lower index is the larger long. The heap is binary, its
 * root the worst pair kept.
 */
public final class TopK {

    private final long[] heap;
    private int size;

    /** An empty selection of at most {@code k} pairs. */
    public TopK(int k) {
        heap = new long[k];
    }

    /** Offers a pair; a NaN score is ignored. */
    public void offer(float score, int index) {
        if (Float.isNaN(score)) {
            return;
        }
        long pair = pack(score, index);
        if (size < heap.length) {
            heap[size] = pair;
            siftUp(size++);
        } else if (size > 0 && pair > heap[0]) {
            heap[0] = pair;
            siftDown(0);
        }
    }

    /** True when a pair with this score might still be kept; a cheap test to make before {@link #offer}. */
    public boolean admits(float score) {
        return size < heap.length || (size > 0 && score >= score(heap[0]));
    }

    /** The score that a pair must reach to be kept; minus infinity while there is room. */
    public float least() {
        return size < heap.length || size == 0 ? Float.NEGATIVE_INFINITY : score(heap[0]);
    }

    /** The number of pairs kept. */
    public int size() {
        return size;
    }

    /** The pairs kept, packed, best first; read them with {@link #score} and {@link #index}. Empties the selection. */
    public long[] drain() {
        long[] best = Arrays.copyOf(heap, size);
        Arrays.sort(best);
        for (int low = 0, high = size - 1; low < high; low++, high--) {
            long swap = best[low];
            best[low] = best[high];
            best[high] = swap;
        }
        size = 0;
        return best;
    }

    /** Forgets everything offered. */
    public void clear() {
        size = 0;
    }

    /** The score in a packed pair. */
    public static float score(long pair) {
        int bits = (int) (pair >> 32);
        return Float.intBitsToFloat(bits >= 0 ? bits : bits ^ Integer.MAX_VALUE);
    }

    /** The index in a packed pair. */
    public static int index(long pair) {
        return ~(int) pair;
    }

    private static long pack(float score, int index) {
        int bits = Float.floatToRawIntBits(score + 0.0f);
        int ordered = bits >= 0 ? bits : bits ^ Integer.MAX_VALUE;
        return ((long) ordered << 32) | (~index & 0xFFFFFFFFL);
    }

    private void siftUp(int child) {
        long pair = heap[child];
        while (child > 0) {
            int parent = (child - 1) >>> 1;
            if (heap[parent] <= pair) {
                break;
            }
            heap[child] = heap[parent];
            child = parent;
        }
        heap[child] = pair;
    }

    private void siftDown(int parent) {
        long pair = heap[parent];
        while (2 * parent + 1 < size) {
            int child = 2 * parent + 1;
            if (child + 1 < size && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= pair) {
                break;
            }
            heap[parent] = heap[child];
            parent = child;
        }
        heap[parent] = pair;
    }
}
