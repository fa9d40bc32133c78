// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Vectors;

/** Who rated what, whatever the rating: a row with n neighbours has 1/sqrt(n) for each of them (Koren 2008, equation 15). */
final class NeighbourFeatures implements FeatureMatrix {

    private static final int ROWS_PER_BLOCK = 64;

    private final Csr matrix;
    private final Csr transposed;
    private final float[] scales;

    NeighbourFeatures(Csr matrix, Csr transposed) {
        this.matrix = matrix;
        this.transposed = transposed;
        this.scales = new float[matrix.rows()];
        for (int row = 0; row < scales.length; row++) {
            scales[row] = scale(matrix.degree(row));
        }
    }

    /** What each of {@code neighbours} counts. */
    static float scale(int neighbours) {
        return neighbours == 0 ? 0 : (float) (1 / Math.sqrt(neighbours));
    }

    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int count() {
        return matrix.columns();
    }

    @Override
    public float[][] times(float[][] coefficients, int columns, int concurrency, Monitor monitor) {
        float[][] sums = new float[rows()][];
        Parallel.forBlocks(sums.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int row = from; row < to; row++) {
                sums[row] = new float[columns];
                for (int edge = matrix.offsets()[row]; edge < matrix.offsets()[row + 1]; edge++) {
                    Vectors.axpy(scales[row], coefficients[matrix.targets()[edge]], sums[row]);
                }
            }
        });
        return sums;
    }

    @Override
    public float[][] transposedTimes(float[][] rows, int columns, int concurrency, Monitor monitor) {
        float[][] sums = new float[count()][];
        Parallel.forBlocks(sums.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int feature = from; feature < to; feature++) {
                sums[feature] = new float[columns];
                for (int edge = transposed.offsets()[feature]; edge < transposed.offsets()[feature + 1]; edge++) {
                    int row = transposed.targets()[edge];
                    Vectors.axpy(scales[row], rows[row], sums[feature]);
                }
            }
        });
        return sums;
    }
}
