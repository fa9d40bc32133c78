package org.graphrec.training.store;

import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;

/** Matrices of finite floats as tensors. */
final class Rows {
    private Rows() {}

    static Tensor tensor(float[][] rows, int columns) {
        Matrix matrix = new Matrix(rows.length, columns);
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(rows[row], 0, matrix.values(), matrix.offset(row), columns);
        }
        return Tensor.of(matrix.values(), rows.length, columns);
    }

    static float[][] of(Tensor tensor) {
        Matrix matrix = matrix(tensor);
        float[][] rows = new float[matrix.rows()][matrix.columns()];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(matrix.values(), matrix.offset(row), rows[row], 0, matrix.columns());
        }
        return rows;
    }

    static Matrix matrix(Tensor tensor) {
        Require.size("shape", tensor.shape().size(), 2);
        return new Matrix(tensor.shape().get(0), tensor.shape().get(1), finite(tensor));
    }

    static float[] finite(Tensor tensor) {
        Require.finite("values", tensor.floats());
        return tensor.floats();
    }
}
