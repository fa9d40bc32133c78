// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Some columns of a dense matrix, on their way to or from an executor. A product of each column is summed by one task alone, so that no
 * sum is split and its bits are those of one machine. Not a record: it holds an array.
 */
final class DenseColumns implements Serializable {
    private static final long serialVersionUID = 1L;

    final int from;
    final int to;
    final float[] values; // [rows, to - from]

    private DenseColumns(int from, int to, float[] values) {
        this.from = from;
        this.to = to;
        this.values = values;
    }

    /** Columns {@code from} to {@code to} (exclusive) of a matrix. */
    static DenseColumns of(float[][] matrix, int from, int to) {
        int width = to - from;
        float[] values = new float[Math.multiplyExact(matrix.length, width)];
        for (int row = 0; row < matrix.length; row++) {
            System.arraycopy(matrix[row], from, values, row * width, width);
        }
        return new DenseColumns(from, to, values);
    }

    /** All columns of a product whose columns are these. */
    DenseColumns with(float[][] product) {
        return new DenseColumns(from, to, of(product, 0, to - from).values);
    }

    int width() {
        return to - from;
    }

    /** The rows, each of {@link #width}. */
    float[][] rows() {
        float[][] rows = new float[values.length / Math.max(1, width())][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = row(row);
        }
        return rows;
    }

    float[] row(int row) {
        float[] copy = new float[width()];
        System.arraycopy(values, row * width(), copy, 0, width());
        return copy;
    }

    /** Writes these columns into a matrix. */
    void into(float[][] matrix) {
        for (int row = 0; row < matrix.length; row++) {
            System.arraycopy(values, row * width(), matrix[row], from, width());
        }
    }

    /** A matrix in about as many parts, none of more than a bound of bytes. */
    static List<DenseColumns> slices(float[][] matrix, int width, int parts, long mostBytes) {
        long perColumn = Math.max(1, 4L * matrix.length);
        int widest = (int) Math.max(1, Math.min(width, mostBytes / perColumn));
        int count = Math.max(Math.min(parts, width), (width + widest - 1) / widest);
        List<DenseColumns> slices = new ArrayList<>();
        for (int s = 0; s < count; s++) {
            int from = (int) ((long) width * s / count);
            int to = (int) ((long) width * (s + 1) / count);
            if (to > from) {
                slices.add(of(matrix, from, to));
            }
        }
        return slices;
    }
}
