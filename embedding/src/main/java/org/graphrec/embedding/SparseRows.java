// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Arrays;
import java.util.List;

/**
 * A sparse matrix by rows. Not a record: it holds arrays.
 *
 * <p>Row r has the entries {@code starts[r]} to {@code starts[r + 1]} of {@code columns} and {@code values}.
 */
final class SparseRows {

    private final int[] starts;
    private final int[] columns;
    private final float[] values;
    private final int width;

    private SparseRows(int[] starts, int[] columns, float[] values, int width) {
        this.starts = starts;
        this.columns = columns;
        this.values = values;
        this.width = width;
    }

    /** A row for each text: of its tokens, one by the root of how many there are; a token that repeats adds up. */
    static SparseRows ofTexts(List<int[]> texts, int width) {
        int[] starts = new int[texts.size() + 1];
        int entries = texts.stream().mapToInt(tokens -> tokens.length).sum();
        int[] columns = new int[entries];
        float[] values = new float[entries];
        int at = 0;
        for (int r = 0; r < texts.size(); r++) {
            int[] tokens = texts.get(r);
            System.arraycopy(tokens, 0, columns, at, tokens.length);
            Arrays.fill(values, at, at + tokens.length, (float) (1 / Math.sqrt(tokens.length)));
            at += tokens.length;
            starts[r + 1] = at;
        }
        return new SparseRows(starts, columns, values, width);
    }

    /**
     * Each row followed by entries of the same row of others, whose columns come after those here.
     *
     * @param others per row
     * @param scale what an entry of others counts beside the root of how many entries the row had before
     */
    SparseRows with(List<int[]> others, int width, float scale) {
        int[] both = new int[starts.length];
        int more = others.stream().mapToInt(row -> row.length).sum();
        int[] allColumns = new int[columns.length + more];
        float[] allValues = new float[allColumns.length];
        int at = 0;
        for (int r = 0; r < rows(); r++) {
            int own = starts[r + 1] - starts[r];
            System.arraycopy(columns, starts[r], allColumns, at, own);
            System.arraycopy(values, starts[r], allValues, at, own);
            at += own;
            for (int other : others.get(r)) {
                allColumns[at] = this.width + other;
                allValues[at++] = (float) (scale / Math.sqrt(own));
            }
            both[r + 1] = at;
        }
        return new SparseRows(both, allColumns, allValues, this.width + width);
    }

    int rows() {
        return starts.length - 1;
    }

    int width() {
        return width;
    }

    /** The first rows alone. */
    SparseRows first(int rows) {
        int[] fewer = Arrays.copyOf(starts, rows + 1);
        return new SparseRows(fewer, Arrays.copyOf(columns, fewer[rows]), Arrays.copyOf(values, fewer[rows]), width);
    }

    SparseRows transposed() {
        int[] counts = new int[width + 1];
        for (int column : columns) {
            counts[column + 1]++;
        }
        Arrays.parallelPrefix(counts, Integer::sum);
        int[] next = Arrays.copyOf(counts, width);
        int[] rowOf = new int[columns.length];
        float[] turned = new float[columns.length];
        for (int r = 0; r < rows(); r++) {
            for (int e = starts[r]; e < starts[r + 1]; e++) {
                int to = next[columns[e]]++;
                rowOf[to] = r;
                turned[to] = values[e];
            }
        }
        return new SparseRows(counts, rowOf, turned, rows());
    }

    /** The sum of the squares of a row's entries; those of one column that repeat count one by one. */
    float squares(int row) {
        float squares = 0;
        for (int e = starts[row]; e < starts[row + 1]; e++) {
            squares += values[e] * values[e];
        }
        return squares;
    }

    /**
     * Some rows of this times a dense matrix.
     *
     * @param dense {@code [width, size]}
     * @param out {@code [rows, size]}, of which rows {@code from} to {@code to} are overwritten
     */
    void times(float[] dense, int size, float[] out, int from, int to) {
        Arrays.fill(out, from * size, to * size, 0);
        for (int r = from; r < to; r++) {
            int row = r * size;
            for (int e = starts[r]; e < starts[r + 1]; e++) {
                Computation.add(values[e], dense, columns[e] * size, out, row, size);
            }
        }
    }
}
