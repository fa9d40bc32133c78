// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.baseline;

import org.graphrec.training.Monitor;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.SymmetricEigen;
import org.graphrec.training.math.Vectors;

/** Vectors of texts on the axes along which they differ most: as good for a regression as all, and far fewer. */
final class PrincipalAxes {

    private static final int MOST_AXES = 64;

    private static final int ROWS_PER_CHECK = 256;

    private final Matrix unit;
    private final double[] mean;
    private final double[][] axes;
    private final double scale;
    private final Monitor monitor;

    /** Of [items, dimension]; zero rows are left out of account. */
    PrincipalAxes(Matrix vectors, Monitor monitor) {
        this.monitor = monitor;
        this.unit = Vectors.unitRows(vectors);
        int dimension = unit.columns();
        this.mean = new double[dimension];
        int described = 0;
        for (int row = 0; row < unit.rows(); row++) {
            if (described(row)) {
                described++;
                for (int d = 0; d < dimension; d++) {
                    mean[d] += unit.at(row, d);
                }
            }
        }
        for (int d = 0; d < dimension; d++) {
            mean[d] /= Math.max(1, described);
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance(), monitor);
        int count = Math.min(MOST_AXES, dimension);
        this.axes = new double[count][];
        double variance = 0;
        for (int axis = 0; axis < count; axis++) {
            axes[axis] = eigen.vectors()[axis];
            variance += Math.max(0, eigen.values()[axis]) / Math.max(1, described);
        }
        this.scale = variance > 0 ? 1 / Math.sqrt(variance) : 1;
    }

    private double[][] covariance() {
        int dimension = unit.columns();
        double[][] sums = new double[dimension][dimension];
        double[] centred = new double[dimension];
        for (int row = 0; row < unit.rows(); row++) {
            if (row % ROWS_PER_CHECK == 0) {
                monitor.assertRunning();
            }
            if (described(row)) {
                for (int d = 0; d < dimension; d++) {
                    centred[d] = unit.at(row, d) - mean[d];
                }
                for (int d = 0; d < dimension; d++) {
                    double factor = centred[d];
                    double[] sum = sums[d];
                    for (int e = 0; e <= d; e++) {
                        sum[e] += factor * centred[e];
                    }
                }
            }
        }
        return sums;
    }

    /** For each item 1 and then its coordinates, whose squares sum to 1 on average; zeros for an item without text. */
    float[][] design() {
        float[][] design = new float[unit.rows()][axes.length + 1];
        for (int row = 0; row < design.length; row++) {
            design[row][0] = 1;
            for (int axis = 0; axis < axes.length && described(row); axis++) {
                double sum = 0;
                for (int d = 0; d < mean.length; d++) {
                    sum += axes[axis][d] * (unit.at(row, d) - mean[d]);
                }
                design[row][axis + 1] = (float) (scale * sum);
            }
        }
        return design;
    }

    private boolean described(int row) {
        for (int d = 0; d < unit.columns(); d++) {
            if (unit.at(row, d) != 0) {
                return true;
            }
        }
        return false;
    }
}
