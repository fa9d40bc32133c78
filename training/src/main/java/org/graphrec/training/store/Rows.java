// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.util.Arrays;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;

/** Matrices of finite floats as tensors. */
public final class Rows {
    private Rows() {}

    public static Tensor tensor(float[][] rows, int columns) {
        Matrix matrix = new Matrix(rows.length, columns);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, matrix.values(), matrix.offset(row), columns);
        }
        return Tensor.of(matrix.values(), rows.length, columns);
    }

    public static float[][] of(Tensor tensor) {
        Matrix matrix = matrix(tensor);
        float[][] rows = new float[matrix.rows()][matrix.columns()];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(matrix.values(), matrix.offset(row), rows[row], 0, matrix.columns());
        }
        return rows;
    }

    public static Matrix matrix(Tensor tensor) {
        Require.size("shape", tensor.shape().size(), 2);
        return new Matrix(tensor.shape().get(0), tensor.shape().get(1), finite(tensor));
    }

    public static float[] finite(Tensor tensor) {
        Require.finite("values", tensor.floats());
        return tensor.floats();
    }

    /** Whether two matrices have the same rows. */
    public static boolean same(Matrix one, Matrix other) {
        return one.columns() == other.columns() && Arrays.equals(one.values(), other.values());
    }
}
