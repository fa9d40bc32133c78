// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;

/**
 * A symmetric positive definite matrix and its inverse, in square tiles of the lower triangle.
 *
 * <p>Inverts in place by the block sweep operator (Beaton, 1964; Goodnight, "A Tutorial on the SWEEP Operator", 1979): after
 * step k, of tiles, A_kk becomes -A_kk^-1, A_ik becomes A_ik A_kk^-1, and A_ij becomes A_ij - A_ik A_kk^-1 A_kj; after all
 * steps A has become -A^-1. That is n^3 floating point operations, nearly all of them in products of tiles. The tiles are
 * floats, those of the diagonal are inverted in double precision: relative errors are about 1e-7 times the condition number.
 */
public final class SymmetricInverse {

    private static final int TILE = 256;

    private static final float[] NONE = {};

    private final int size;
    private final int tiles;
    private final float[][][][] lower; // [tile row][tile column up to it][row][column]; zero beyond the size

    /** The zero matrix of {@code size} rows and columns. */
    public SymmetricInverse(int size) {
        this.size = Require.atLeast("size", size, 0);
        this.tiles = (size + TILE - 1) / TILE;
        this.lower = new float[tiles][][][];
        for (int i = 0; i < tiles; i++) {
            lower[i] = new float[i + 1][TILE][TILE];
        }
        for (int i = size; i < tiles * TILE; i++) {
            lower[tiles - 1][tiles - 1][i % TILE][i % TILE] = 1; // the padding is an identity, and stays one
        }
    }

    /** The bytes a matrix of this size takes, and {@link #invert} beside it. */
    public static long bytes(long size) {
        long tiles = (size + TILE - 1) / TILE;
        return (tiles * (tiles + 1) / 2 + 2 * tiles) * TILE * (TILE * 4L + 24);
    }

    /** The number of rows. */
    public int size() {
        return size;
    }

    /** The element in {@code row} and {@code column}. */
    public float at(int row, int column) {
        int i = Math.max(row, column);
        int j = Math.min(row, column);
        return lower[i / TILE][j / TILE][i % TILE][j % TILE];
    }

    /** Sets the element in {@code row} and {@code column}, and its mirror image. */
    public void set(int row, int column, float value) {
        int i = Math.max(row, column);
        int j = Math.min(row, column);
        lower[i / TILE][j / TILE][i % TILE][j % TILE] = value;
        if (i / TILE == j / TILE) {
            lower[i / TILE][i / TILE][j % TILE][i % TILE] = value;
        }
    }

    /** Copies {@code row} to {@code values}, of the size of this matrix. */
    public void copyRow(int row, float[] values) {
        Require.size("values", values.length, size);
        int i = row / TILE;
        for (int j = 0; j < tiles; j++) {
            int width = Math.min(TILE, size - j * TILE);
            int below = j < i ? width : j == i ? row % TILE + 1 : 0;
            System.arraycopy(j <= i ? lower[i][j][row % TILE] : NONE, 0, values, j * TILE, below);
            for (int c = below; c < width; c++) {
                values[j * TILE + c] = lower[j][i][c][row % TILE];
            }
        }
    }

    /**
     * Replaces this matrix by its inverse; the monitor advances by {@link #work} units.
     *
     * @throws ArithmeticException when the matrix is not positive definite at this precision
     */
    public void invert(int concurrency, Monitor monitor) {
        Monitor quiet = monitor.withoutProgress();
        for (int k = 0; k < tiles; k++) {
            sweep(k, concurrency, quiet);
            monitor.advance(1);
        }
        Parallel.forBlocks(tiles, 1, concurrency, quiet, (from, to) -> {
            for (float[][] tile : lower[from]) {
                for (float[] row : tile) {
                    for (int c = 0; c < TILE; c++) {
                        row[c] = -row[c];
                    }
                }
            }
        });
    }

    /** Units by which {@link #invert} advances a monitor for a matrix of this size. */
    public static long work(int size) {
        return (size + TILE - 1L) / TILE;
    }

    private void sweep(int k, int concurrency, Monitor monitor) {
        float[][] inverse = inverse(lower[k][k]);
        float[][][] products = new float[tiles][][]; // A_ik A_kk^-1
        float[][][] negated = new float[tiles][][]; // -A_kj
        Parallel.forBlocks(tiles, 1, concurrency, monitor, (i, end) -> {
            if (i != k) {
                float[][] column = i > k ? lower[i][k] : transposed(lower[k][i]);
                products[i] = zeros();
                Gemm.multiplyRows(column, inverse, products[i], 0, TILE);
                negated[i] = negated(i > k ? transposed(column) : lower[k][i]);
            }
        });
        Parallel.forBlocks(tiles * (tiles + 1) / 2, 1, concurrency, monitor, (pair, end) -> {
            int i = (int) ((Math.sqrt(8.0 * pair + 1) - 1) / 2);
            int j = pair - i * (i + 1) / 2;
            if (i != k && j != k) {
                Gemm.multiplyRows(products[i], negated[j], lower[i][j], 0, TILE);
            } else if (i != j) {
                lower[i][j] = i == k ? transposed(products[j]) : products[i];
            }
        });
        lower[k][k] = negated(inverse);
    }

    /** The inverse of a positive definite tile, by the sweep operator one row at a time. */
    private static float[][] inverse(float[][] tile) {
        double[][] a = new double[TILE][TILE];
        for (int i = 0; i < TILE; i++) {
            for (int j = 0; j < TILE; j++) {
                a[i][j] = tile[i][j];
            }
        }
        for (int k = 0; k < TILE; k++) {
            double pivot = a[k][k];
            if (!(pivot > 0)) {
                throw new ArithmeticException("The matrix is not positive definite.");
            }
            double[] row = a[k].clone();
            for (int i = 0; i < TILE; i++) {
                double[] target = a[i];
                double factor = target[k] / pivot;
                for (int j = 0; i != k && j < TILE; j++) {
                    target[j] -= factor * row[j];
                }
                target[k] = factor;
            }
            for (int j = 0; j < TILE; j++) {
                a[k][j] = row[j] / pivot;
            }
            a[k][k] = -1 / pivot;
        }
        float[][] inverse = new float[TILE][TILE];
        for (int i = 0; i < TILE; i++) {
            for (int j = 0; j < TILE; j++) {
                inverse[i][j] = (float) -a[Math.max(i, j)][Math.min(i, j)]; // the same bits on both sides
            }
        }
        return inverse;
    }

    private static float[][] zeros() {
        return new float[TILE][TILE];
    }

    private static float[][] transposed(float[][] tile) {
        float[][] transposed = zeros();
        for (int i = 0; i < TILE; i++) {
            for (int j = 0; j < TILE; j++) {
                transposed[j][i] = tile[i][j];
            }
        }
        return transposed;
    }

    private static float[][] negated(float[][] tile) {
        float[][] negated = new float[TILE][];
        for (int i = 0; i < TILE; i++) {
            negated[i] = Arrays.copyOf(tile[i], TILE);
            for (int j = 0; j < TILE; j++) {
                negated[i][j] = -negated[i][j];
            }
        }
        return negated;
    }
}
