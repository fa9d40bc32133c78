// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.store;

import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;

/** A sparse matrix as the tensors {@code offsets}, {@code targets} and, where it has any, {@code weights}. */
public final class SparseRows {
    private SparseRows() {}

    /** Adds the tensors of a matrix; arrays are shared with it. */
    public static void put(Csr matrix, Map<String, Tensor> tensors) {
        tensors.put("offsets", Tensor.of(matrix.offsets(), matrix.rows() + 1));
        tensors.put("targets", Tensor.of(matrix.targets(), matrix.edges()));
        if (matrix.weighted()) {
            float[] weights = new float[matrix.edges()];
            for (int edge = 0; edge < weights.length; edge++) {
                weights[edge] = matrix.weight(edge);
            }
            tensors.put("weights", Tensor.of(weights, weights.length));
        }
    }

    /** The matrix of these tensors, checked: scoring trusts its arrays with its indices. */
    public static Csr of(ModelParts parts, int columns) {
        int[] offsets = parts.tensor("offsets").ints();
        int[] targets = parts.tensor("targets").ints();
        int rows = Require.atLeast("offsets", offsets.length, 1) - 1;
        if (offsets[0] != 0) {
            throw ModelFileException.corrupt("the rows of its graph are wrong");
        }
        for (int row = 0; row < rows; row++) {
            if (offsets[row + 1] < offsets[row]) {
                throw ModelFileException.corrupt("the rows of its graph are wrong");
            }
        }
        for (int target : targets) {
            Require.index("target", target, columns);
        }
        float[] weights = null;
        if (parts.tensors().containsKey("weights")) {
            weights = parts.tensor("weights").floats();
            Require.finite("weights", weights);
        }
        return new Csr(rows, columns, offsets, targets, weights);
    }
}
