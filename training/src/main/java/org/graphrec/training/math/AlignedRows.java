// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

/**
 * Rows of floats in one array. A row of 16 n floats lies in n cache lines, not n + 1, where the first row begins a line: as many
 * floats stand before it as a large array of G1, which begins a region, needs for that. Elsewhere only speed is lost.
 */
public final class AlignedRows {
    /** An array has a header of 16 bytes, a line has 64. */
    private static final int PADDING = (64 - 16) / Float.BYTES;

    private final int columns;
    private final int start;
    private final float[] values;

    private AlignedRows(int columns, int start, float[] values) {
        this.columns = columns;
        this.start = start;
        this.values = values;
    }

    /** Zeros of shape [rows, columns]. */
    public static AlignedRows zeros(int rows, int columns) {
        return new AlignedRows(columns, PADDING, new float[Math.addExact(Math.multiplyExact(rows, columns), PADDING)]);
    }

    /** The rows of {@code matrix} where they are, not aligned. */
    public static AlignedRows of(Matrix matrix) {
        return new AlignedRows(matrix.columns(), 0, matrix.values());
    }

    /** Makes a row what the first floats of {@code from} are. */
    public void put(int row, float[] from) {
        System.arraycopy(from, 0, values, offset(row), columns);
    }

    int columns() {
        return columns;
    }

    int offset(int row) {
        return start + row * columns;
    }

    float[] values() {
        return values;
    }
}
