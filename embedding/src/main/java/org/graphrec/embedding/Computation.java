// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.function.IntConsumer;

/** Work on arrays in fixed parts, on some threads, which ends soon after its monitor stops running. */
final class Computation {

    private static final int ROWS_PER_UNIT = 64;

    private static final int TOGETHER = 4;

    private final Workers workers;
    private final int threads;
    private final EncodingMonitor monitor;
    private volatile boolean stopped;

    Computation(Workers workers, int threads, EncodingMonitor monitor) {
        this.workers = workers;
        this.threads = threads;
        this.monitor = monitor;
    }

    /** Does the units in any order; each writes what no other one reads. */
    void forEach(int units, IntConsumer unit) {
        workers.forEach(units, threads, unit, monitor::assertRunning, () -> stopped = true);
    }

    /** Whether a long unit should end early, since nobody waits for its result. */
    boolean stopped() {
        return stopped;
    }

    /** A range of rows. */
    interface Rows {
        void of(int from, int to);
    }

    /** The same for rows, some at a time. */
    void forRows(int rows, Rows some) {
        forEach(
                (rows + ROWS_PER_UNIT - 1) / ROWS_PER_UNIT,
                unit -> some.of(unit * ROWS_PER_UNIT, Math.min(rows, (unit + 1) * ROWS_PER_UNIT)));
    }

    /**
     * The product of two dense matrices.
     *
     * @param a {@code [rows, inner]}
     * @param b {@code [inner, columns]}
     * @return {@code [rows, columns]}
     */
    float[] product(float[] a, int rows, int inner, float[] b, int columns) {
        float[] product = new float[rows * columns];
        forRows(rows, (from, to) -> {
            for (int r = from; r < to && !stopped; r += TOGETHER) {
                some(a, r, Math.min(TOGETHER, to - r), inner, b, columns, product);
            }
        });
        return product;
    }

    /** Some rows at once, so that each number of {@code b} is fetched once for all of them. */
    private static void some(float[] a, int row, int rows, int inner, float[] b, int columns, float[] product) {
        if (rows < TOGETHER) {
            for (int r = row; r < row + rows; r++) {
                for (int i = 0; i < inner; i++) {
                    add(a[r * inner + i], b, i * columns, product, r * columns, columns);
                }
            }
            return;
        }
        float[] first = new float[columns];
        float[] second = new float[columns];
        float[] third = new float[columns];
        float[] fourth = new float[columns];
        for (int i = 0; i < inner; i++) {
            int at = row * inner + i;
            float f = a[at];
            float g = a[at + inner];
            float h = a[at + 2 * inner];
            float k = a[at + 3 * inner];
            int other = i * columns;
            for (int c = 0; c < columns; c++) {
                float value = b[other + c];
                first[c] += f * value;
                second[c] += g * value;
                third[c] += h * value;
                fourth[c] += k * value;
            }
        }
        System.arraycopy(first, 0, product, row * columns, columns);
        System.arraycopy(second, 0, product, (row + 1) * columns, columns);
        System.arraycopy(third, 0, product, (row + 2) * columns, columns);
        System.arraycopy(fourth, 0, product, (row + 3) * columns, columns);
    }

    /** Adds a multiple of some numbers to others. */
    static void add(float factor, float[] from, int at, float[] to, int place, int count) {
        for (int c = 0; c < count; c++) {
            to[place + c] += factor * from[at + c];
        }
    }

    /** The product of the transposed {@code a [rows, left]} with {@code b [rows, right]}: {@code [left, right]}. */
    float[] transposedProduct(float[] a, int rows, int left, float[] b, int right) {
        return product(transposed(a, rows, left), left, rows, b, right);
    }

    static float[] transposed(float[] a, int rows, int columns) {
        float[] turned = new float[a.length];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                turned[c * rows + r] = a[r * columns + c];
            }
        }
        return turned;
    }
}
