// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;

/** Keeps the largest of some weights in their order, in time that grows with their number. Not safe for several threads. */
public final class Strongest {
    /** From so many values on, a sample tells first which of them are large. */
    private static final int MANY = 1024;

    private static final int SAMPLE = 256;

    private float[] buffer = {};
    private int[] positions = {};

    /**
     * Moves the {@code most} largest of the positive weights to the front, in their order; of equal ones the first.
     *
     * @param weights none of them NaN
     * @param size how many there are
     * @return how many were kept
     */
    public int compact(float[] weights, int size, int most) {
        if (positions.length < size) {
            positions = new int[Math.max(size, 2 * positions.length)];
        }
        int positive = 0;
        for (int i = 0; i < size; i++) {
            positive += weights[i] > 0 ? 1 : 0;
        }
        float least = positive <= most ? 0 : largest(weights, size, most);
        int equal = 0;
        if (positive > most) {
            equal = most;
            for (int i = 0; i < size; i++) {
                equal -= weights[i] > least ? 1 : 0;
            }
        }
        int kept = 0;
        for (int i = 0; i < size; i++) {
            float weight = weights[i];
            if (weight > least || (weight == least && equal-- > 0)) {
                weights[kept] = weight;
                positions[kept++] = i;
            }
        }
        return kept;
    }

    /** What stood in {@code all} at the positions of the first {@code size} of the weights last kept. */
    public int[] kept(int[] all, int size) {
        int[] kept = new int[size];
        for (int i = 0; i < size; i++) {
            kept[i] = all[positions[i]];
        }
        return kept;
    }

    /**
     * Writes the numbers of the {@code most} largest weights to {@code into}, in no order; of equal ones the lowest numbers.
     *
     * @param weights none of them NaN
     * @param numbers of the weights, all different
     * @param size how many there are
     * @param from where to begin in {@code into}
     * @return how many were written
     */
    public int numbers(float[] weights, int[] numbers, int size, int most, int[] into, int from) {
        if (size <= most) {
            System.arraycopy(numbers, 0, into, from, size);
            return size;
        }
        if (most == 0) {
            return 0;
        }
        if (positions.length < size) {
            positions = new int[Math.max(size, 2 * positions.length)];
        }
        float least = largest(weights, size, most);
        int written = from;
        int equal = 0;
        for (int i = 0; i < size; i++) {
            if (weights[i] > least) {
                into[written++] = numbers[i];
            } else if (weights[i] == least) {
                positions[equal++] = numbers[i];
            }
        }
        int wanted = from + most - written;
        if (equal > wanted) {
            Arrays.sort(positions, 0, equal);
        }
        System.arraycopy(positions, 0, into, written, wanted);
        return most;
    }

    /**
     * The k-th largest of the first {@code size} of {@code values}, none of them NaN, which stay as they are.
     *
     * <p>Of many values, those above what a sample says of the k-th are looked at alone, unless there are fewer than k of them. After R.
     * W. Floyd and R. L. Rivest, "Expected time bounds for selection" (1975).
     *
     * @param k from 1 to {@code size}
     */
    float largest(float[] values, int size, int k) {
        if (buffer.length < size) {
            buffer = new float[Math.max(size, 2 * buffer.length)];
        }
        int large = size >= MANY && k <= size / 4 ? large(values, size, k) : 0;
        if (large >= k) {
            return largestOfBuffer(large, k);
        }
        System.arraycopy(values, 0, buffer, 0, size);
        return largestOfBuffer(size, k);
    }

    /** Copies the values that are at least about the k-th largest into the buffer, and returns how many these are. */
    private int large(float[] values, int size, int k) {
        for (int i = 0; i < SAMPLE; i++) {
            buffer[i] = values[(int) ((long) i * size / SAMPLE)];
        }
        Arrays.sort(buffer, 0, SAMPLE);
        double place = (double) k * SAMPLE / size;
        // two standard deviations more than k are expected above it
        int above = (int) Math.min(SAMPLE - 1.0, Math.ceil(place + 2 * Math.sqrt(place)) + 1);
        float least = buffer[SAMPLE - 1 - above];
        int large = 0;
        for (int i = 0; i < size; i++) {
            if (values[i] >= least) {
                buffer[large++] = values[i];
            }
        }
        return large;
    }

    /**
     * The k-th largest of the first {@code size} in the buffer, which are reordered.
     *
     * <p>C. A. R. Hoare, "Algorithm 65: Find" (1961), with the median of three as pivot.
     *
     */
    private float largestOfBuffer(int size, int k) {
        int wanted = size - k;
        int low = 0;
        int high = size - 1;
        while (high - low > 16) {
            float pivot = median(buffer[low], buffer[(low + high) >>> 1], buffer[high]);
            int left = low;
            int right = high;
            while (left <= right) {
                while (buffer[left] < pivot) {
                    left++;
                }
                while (buffer[right] > pivot) {
                    right--;
                }
                if (left <= right) {
                    float swap = buffer[left];
                    buffer[left++] = buffer[right];
                    buffer[right--] = swap;
                }
            }
            // all up to `right` are at most the pivot, all from `left` on at least
            if (wanted <= right) {
                high = right;
            } else if (wanted >= left) {
                low = left;
            } else {
                return buffer[wanted];
            }
        }
        Arrays.sort(buffer, low, high + 1);
        return buffer[wanted];
    }

    private static float median(float a, float b, float c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
