// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import org.graphrec.training.Require;

/**
 * The rows of a matrix and, after them, those of another of the same width; neither must change any more. Where rows are many, the
 * first product with a vector copies the upper part into panels, for this one and the next.
 */
public final class StackedMatrix {
    private final Matrix first;
    private final Matrix second;
    private final Panels panels;

    /** What the stacks on one matrix share. */
    private static final class Panels {
        private ColumnPanels made;

        private synchronized ColumnPanels of(Matrix matrix) {
            made = made == null ? new ColumnPanels(matrix) : made;
            return made;
        }
    }

    /** {@code second} under {@code first}. */
    public StackedMatrix(Matrix first, Matrix second) {
        this(first, second, new Panels());
    }

    private StackedMatrix(Matrix first, Matrix second, Panels panels) {
        Require.size("row of second", second.columns(), first.columns());
        this.first = first;
        this.second = second;
        this.panels = panels;
    }

    /** True when both are of the same matrices. */
    public boolean sharesRows(StackedMatrix other) {
        return first == other.first && (second == other.second || second.rows() + other.second.rows() == 0);
    }

    /** {@code rows} under the upper part of this. */
    public StackedMatrix over(Matrix rows) {
        return new StackedMatrix(first, rows, panels);
    }

    /** Another matrix of the same size in place of the upper part of this. */
    public StackedMatrix withFirst(Matrix other) {
        Require.size("features", other.rows(), first.rows());
        Require.size("row of features", other.columns(), first.columns());
        return new StackedMatrix(other, second);
    }

    /** {@code matrix} alone; null stays null. */
    public static StackedMatrix of(Matrix matrix) {
        return matrix == null ? null : new StackedMatrix(matrix, new Matrix(0, matrix.columns()));
    }

    /** The number of rows of both. */
    public int rows() {
        return first.rows() + second.rows();
    }

    /** The width of a row. */
    public int columns() {
        return first.columns();
    }

    /** The upper part. */
    public Matrix first() {
        return first;
    }

    /** The lower part. */
    public Matrix second() {
        return second;
    }

    /** The inner product of two rows. */
    public float dot(int row, int other) {
        Matrix a = part(row);
        Matrix b = part(other);
        return Vectors.dot(a.values(), offset(row), b.values(), offset(other), columns());
    }

    /** The inner product of a row and the beginning of {@code vector}. */
    public float dot(int row, float[] vector) {
        return Vectors.dot(part(row).values(), offset(row), vector, 0, columns());
    }

    /** The inner products of all rows and {@code vector}, into the beginning of {@code products}. */
    public void multiply(float[] vector, float[] products) {
        if (first.rows() >= ColumnPanels.ROWS) {
            panels.of(first).multiply(vector, products);
        } else {
            multiply(first, vector, products, 0);
        }
        multiply(second, vector, products, first.rows());
    }

    /** The same of several vectors, in less time than one after the other; bit for bit the same. */
    public void multiply(float[][] vectors, float[][] products) {
        if (first.rows() >= ColumnPanels.ROWS) {
            panels.of(first).multiply(vectors, products);
        } else {
            multiply(first, vectors, products, 0);
        }
        multiply(second, vectors, products, first.rows());
    }

    /** Offers the rows that {@code best} would keep for their products with {@code vector}, times {@code factors} if not null. */
    void offer(float[] vector, StackedMatrix factors, BestRows best) {
        int from = 0;
        if (first.rows() >= ColumnPanels.ROWS) {
            float[] scales = factors == null ? null : factors.first.values();
            new InnerProductSearch(panels.of(first), first, scales, vector, best).run();
            from = first.rows();
        }
        for (int row = from; row < rows(); row++) {
            float product = dot(row, vector);
            best.offer(row, factors == null ? product : product * factors.value(row));
        }
    }

    /** Multiplies the beginning of {@code products} by the only column. */
    void scale(float[] products) {
        scale(first.values(), products, 0);
        scale(second.values(), products, first.rows());
    }

    private static void scale(float[] factors, float[] products, int from) {
        for (int i = 0; i < factors.length; i++) {
            products[from + i] *= factors[i];
        }
    }

    /** The first element of a row. */
    public float value(int row) {
        return part(row).values()[offset(row)];
    }

    private static void multiply(Matrix matrix, float[] vector, float[] products, int from) {
        for (int row = 0; row < matrix.rows(); row++) {
            products[from + row] = Vectors.dot(matrix.values(), matrix.offset(row), vector, 0, vector.length);
        }
    }

    /** A row is read once for all vectors. */
    private static void multiply(Matrix matrix, float[][] vectors, float[][] products, int from) {
        for (int row = 0; row < matrix.rows(); row++) {
            for (int v = 0; v < vectors.length; v++) {
                products[v][from + row] =
                        Vectors.dot(matrix.values(), matrix.offset(row), vectors[v], 0, matrix.columns());
            }
        }
    }

    /** Adds {@code weight} times a row to {@code sum}. */
    public void addRow(float weight, int row, float[] sum) {
        float[] values = part(row).values();
        int offset = offset(row);
        for (int d = 0; d < sum.length; d++) {
            sum[d] += weight * values[offset + d];
        }
    }

    /** Overwrites {@code copy} with a row. */
    public void copyRow(int row, float[] copy) {
        System.arraycopy(part(row).values(), offset(row), copy, 0, columns());
    }

    private Matrix part(int row) {
        return row < first.rows() ? first : second;
    }

    private int offset(int row) {
        return row < first.rows() ? first.offset(row) : second.offset(row - first.rows());
    }
}
