// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.io.Serializable;
import org.graphrec.training.Require;

/**
 * A dense matrix of floats, row-major in one flat array: element (r, c) is {@code values()[r * columns() + c]}.
 *
 * <p>Holds at most 2^31-1 elements; a larger shape is refused with {@link ArithmeticException}.
 */
public final class Matrix implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int rows;
    private final int columns;
    private final float[] values;

    /** A zero matrix of shape [rows, columns]. */
    public Matrix(int rows, int columns) {
        this(rows, columns, new float[size(rows, columns)]);
    }

    /** A view of {@code values}, row-major, not copied. */
    public Matrix(int rows, int columns, float[] values) {
        Require.size("values", values.length, size(rows, columns));
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The number of columns. */
    public int columns() {
        return columns;
    }

    /** The elements themselves, row-major; writing to them changes this matrix. */
    public float[] values() {
        return values;
    }

    /** Where {@code row} begins in {@link #values}. */
    public int offset(int row) {
        return row * columns;
    }

    /** The element in row {@code r} and column {@code c}. */
    public float at(int r, int c) {
        return values[offset(r) + c];
    }

    private static int size(int rows, int columns) {
        return Math.multiplyExact(Require.atLeast("rows", rows, 0), Require.atLeast("columns", columns, 0));
    }
}
