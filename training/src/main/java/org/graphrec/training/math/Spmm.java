package org.graphrec.training.math;

import org.graphrec.training.Monitor;

/** The product of a sparse matrix and a dense one held as an array of rows. */
public final class Spmm {

    private static final int ROWS_PER_BLOCK = 256;

    private Spmm() {}

    /** The weight of an entry of the sparse matrix. */
    @FunctionalInterface
    public interface Weight {
        /** The weight of {@code edge}, which lies in {@code row} and points at {@code column}. */
        float of(int row, int column, int edge);
    }

    /**
     * A X, for A given in compressed sparse rows; each row is summed in the order of its entries.
     *
     * @param offsets where each row of A begins, and after the last the number of entries
     * @param targets column of each entry
     * @param weight weight of each entry
     * @param x rows of X, each of the size {@code columns}
     * @return rows of A X; the row of an empty row is zero
     */
    public static float[][] multiply(
            int[] offsets, int[] targets, Weight weight, float[][] x, int columns, int concurrency, Monitor monitor) {
        float[][] product = new float[offsets.length - 1][];
        Parallel.forBlocks(product.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int row = from; row < to; row++) {
                float[] sum = new float[columns];
                int edge = offsets[row];
                for (; edge + 1 < offsets[row + 1]; edge += 2) {
                    int first = targets[edge];
                    int second = targets[edge + 1];
                    Vectors.axpy(
                            weight.of(row, first, edge), x[first], weight.of(row, second, edge + 1), x[second], sum);
                }
                if (edge < offsets[row + 1]) {
                    Vectors.axpy(weight.of(row, targets[edge], edge), x[targets[edge]], sum);
                }
                product[row] = sum;
            }
        });
        return product;
    }
}
