// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

/** Kernels over slices of flat float arrays; every sum is taken in one fixed order. */
public final class Vectors {
    private static final int POWER_BLOCK = 2048;

    private Vectors() {}

    /**
     * The inner product of {@code a[aFrom..]} and {@code b[bFrom..]} over {@code size} elements.
     *
     * <p>Eight accumulators: the compiler may not reorder a float sum, so one alone would wait for each addition.
     */
    public static float dot(float[] a, int aFrom, float[] b, int bFrom, int size) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        float s4 = 0;
        float s5 = 0;
        float s6 = 0;
        float s7 = 0;
        int i = 0;
        for (; i + 7 < size; i += 8) {
            s0 = Math.fma(a[aFrom + i], b[bFrom + i], s0);
            s1 = Math.fma(a[aFrom + i + 1], b[bFrom + i + 1], s1);
            s2 = Math.fma(a[aFrom + i + 2], b[bFrom + i + 2], s2);
            s3 = Math.fma(a[aFrom + i + 3], b[bFrom + i + 3], s3);
            s4 = Math.fma(a[aFrom + i + 4], b[bFrom + i + 4], s4);
            s5 = Math.fma(a[aFrom + i + 5], b[bFrom + i + 5], s5);
            s6 = Math.fma(a[aFrom + i + 6], b[bFrom + i + 6], s6);
            s7 = Math.fma(a[aFrom + i + 7], b[bFrom + i + 7], s7);
        }
        float tail = 0;
        for (; i < size; i++) {
            tail = Math.fma(a[aFrom + i], b[bFrom + i], tail);
        }
        return ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7)) + tail;
    }

    /** y += alpha x, over whole arrays, which is the form C2 vectorises; {@code y} is changed. */
    public static void axpy(float alpha, float[] x, float[] y) {
        int size = y.length;
        for (int i = 0; i < size; i++) {
            y[i] = Math.fma(alpha, x[i], y[i]);
        }
    }

    /** y += alpha x + beta z over whole arrays; {@code y} is changed. */
    static void axpy(float alpha, float[] x, float beta, float[] z, float[] y) {
        int size = y.length;
        for (int i = 0; i < size; i++) {
            y[i] = Math.fma(beta, z[i], Math.fma(alpha, x[i], y[i]));
        }
    }

    /** Replaces the first {@code size} elements of {@code x} by a power of them, and what is negative by 0. */
    public static void power(float[] x, int size, double power) {
        if (power != Math.rint(power) || power > 16) {
            for (int i = 0; i < size; i++) {
                x[i] = (float) Math.pow(Math.max(0, x[i]), power);
            }
            return;
        }
        // a block at a time, so that each factor is one vectorised pass over what the cache holds
        float[] base = new float[Math.min(size, POWER_BLOCK)];
        for (int from = 0; from < size; from += POWER_BLOCK) {
            int length = Math.min(POWER_BLOCK, size - from);
            for (int i = 0; i < length; i++) {
                base[i] = Math.max(0, x[from + i]);
            }
            System.arraycopy(base, 0, x, from, length);
            for (int factor = 1; factor < (int) power; factor++) {
                multiply(base, x, from, length);
            }
        }
    }

    private static void multiply(float[] by, float[] x, int from, int length) {
        for (int i = 0; i < length; i++) {
            x[from + i] *= by[i];
        }
    }

    /** The largest of the first {@code size} elements that are finite; 0 where none is above 0. */
    public static float largest(float[] x, int size) {
        float largest = 0;
        for (int i = 0; i < size; i++) {
            largest = x[i] > largest && x[i] < Float.POSITIVE_INFINITY ? x[i] : largest;
        }
        return largest;
    }

    /** Scales {@code size} elements of {@code x} to unit length in place; a zero vector stays zero. Returns the old length. */
    public static float normalise(float[] x, int from, int size) {
        double squares = 0;
        for (int i = from; i < from + size; i++) {
            squares += (double) x[i] * x[i];
        }
        float length = (float) Math.sqrt(squares);
        if (squares > 0) {
            double scale = 1 / Math.sqrt(squares);
            for (int i = from; i < from + size; i++) {
                x[i] = (float) (x[i] * scale);
            }
        }
        return length;
    }

    /** A copy of {@code matrix} with every row scaled to unit length; a zero row stays zero. */
    public static Matrix unitRows(Matrix matrix) {
        Matrix unit =
                new Matrix(matrix.rows(), matrix.columns(), matrix.values().clone());
        for (int row = 0; row < unit.rows(); row++) {
            normalise(unit.values(), unit.offset(row), unit.columns());
        }
        return unit;
    }

    /**
     * Gives each block of a row its length, and the row unit length; zeros stay. One block of length 1 is the row.
     *
     * @param dimensions of the blocks, which fill the row
     * @param lengths at least 0, one for each
     */
    public static void scaleBlocks(Matrix matrix, int row, int[] dimensions, double[] lengths) {
        int offset = matrix.offset(row);
        for (int b = 0; b < dimensions.length; b++) {
            scaleTo((float) lengths[b], matrix.values(), offset, dimensions[b]);
            offset += dimensions[b];
        }
        if (lengths.length != 1 || lengths[0] != 1) {
            scaleTo(1, matrix.values(), matrix.offset(row), matrix.columns());
        }
    }

    private static void scaleTo(float length, float[] values, int offset, int size) {
        double squares = 0;
        for (int d = offset; d < offset + size; d++) {
            squares += (double) values[d] * values[d];
        }
        float scale = squares > 0 ? (float) (length / Math.sqrt(squares)) : 0;
        for (int d = offset; d < offset + size; d++) {
            values[d] *= scale;
        }
    }
}
