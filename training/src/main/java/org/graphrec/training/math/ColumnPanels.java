package org.graphrec.training.math;

import java.util.Arrays;

/**
 * A copy of a matrix for products with single vectors: {@value #ROWS} rows at a time, column by column, so that the JIT compiler
 * vectorises the inner loop, which it does not for a float dot product (it may not reorder the sum). On 100,000 rows of 64 the
 * product takes half as long as row by row, and is then as fast as memory is read.
 *
 * <p>Each product is a chain of fused multiply-adds over the columns ascending.
 */
final class ColumnPanels {

    /** Rows of a panel. */
    static final int ROWS = 4096;

    /** Parts into which {@link InnerProductSearch} divides the columns; a multiple of four of them each, but for the last. */
    private static final int PARTS = 4;

    private final float[][][] panels; // [panel][column][row]
    private final float[][][] rests; // [panel][part][row]: length of what lies behind the part
    private final float[] longest; // of each panel
    private final int rows;
    private final int columns;

    /** Of {@code matrix}, which is copied. */
    ColumnPanels(Matrix matrix) {
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.panels = new float[(rows + ROWS - 1) / ROWS][][];
        this.rests = new float[panels.length][][];
        this.longest = new float[panels.length];
        for (int p = 0; p < panels.length; p++) {
            int from = p * ROWS;
            int size = Math.min(ROWS, rows - from);
            panels[p] = new float[columns][size];
            for (int i = 0; i < size; i++) {
                int offset = matrix.offset(from + i);
                for (int c = 0; c < columns; c++) {
                    panels[p][c][i] = matrix.values()[offset + c];
                }
            }
            rests[p] = rests(panels[p], size, p);
        }
    }

    /** Lengths of the rows of a panel behind the end of each part but the last; rounded up. */
    private float[][] rests(float[][] panel, int size, int p) {
        float[][] lengths = new float[parts() - 1][size];
        double[] squares = new double[size];
        for (int c = columns - 1, part = parts() - 2; c >= 0; c--) {
            for (int i = 0; i < size; i++) {
                squares[i] += (double) panel[c][i] * panel[c][i];
            }
            if (part >= 0 && c == end(part)) {
                for (int i = 0; i < size; i++) {
                    lengths[part][i] = Math.nextUp((float) Math.sqrt(squares[i]));
                }
                part--;
            }
        }
        longest[p] = (float) Math.sqrt(Arrays.stream(squares).max().orElse(0));
        return lengths;
    }

    int count() {
        return panels.length;
    }

    int size(int panel) {
        return Math.min(ROWS, rows - panel * ROWS);
    }

    int parts() {
        return (columns + partSize() - 1) / partSize();
    }

    /** The column behind the last of a part. */
    int end(int part) {
        return Math.min(columns, (part + 1) * partSize());
    }

    private int partSize() {
        return Math.max(4, (columns / PARTS + 3) / 4 * 4);
    }

    /** How long the rows of a panel are behind a part, by row. */
    float[] rests(int panel, int part) {
        return rests[panel][part];
    }

    /** The length of the longest row of a panel. */
    float longest(int panel) {
        return longest[panel];
    }

    /** Adds the products over one part of the columns. */
    void addPart(int panel, int part, float[] vector, float[] sums) {
        multiply(panels[panel], vector, part * partSize(), end(part), sums);
    }

    /** The inner products of all rows and {@code vector}, into the beginning of {@code products}. */
    void multiply(float[] vector, float[] products) {
        float[] sums = new float[Math.min(ROWS, rows)];
        for (int p = 0; p < panels.length; p++) {
            int from = p * ROWS;
            int size = Math.min(ROWS, rows - from);
            float[] target = size == sums.length ? sums : new float[size];
            Arrays.fill(target, 0);
            multiply(panels[p], vector, 0, columns, target);
            System.arraycopy(target, 0, products, from, size);
        }
    }

    private static void multiply(float[][] panel, float[] vector, int from, int to, float[] sums) {
        int c = from;
        for (; c + 3 < to; c += 4) {
            axpy4(vector, c, panel[c], panel[c + 1], panel[c + 2], panel[c + 3], sums);
        }
        for (; c < to; c++) {
            Vectors.axpy(vector[c], panel[c], sums);
        }
    }

    private static void axpy4(float[] vector, int c, float[] x0, float[] x1, float[] x2, float[] x3, float[] sums) {
        float a0 = vector[c];
        float a1 = vector[c + 1];
        float a2 = vector[c + 2];
        float a3 = vector[c + 3];
        int size = sums.length;
        for (int i = 0; i < size; i++) {
            sums[i] = Math.fma(a3, x3[i], Math.fma(a2, x2[i], Math.fma(a1, x1[i], Math.fma(a0, x0[i], sums[i]))));
        }
    }
}
