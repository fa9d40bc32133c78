// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedSpmmTest {
    private static final int ROWS = 700;

    /** Rows have from none to some thirty entries, and lines are filled or not. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 17, 64})
    void isTheProductOfRowsOnTheHeapAtAnyConcurrency(int columns) {
        SplittableRandom random = new SplittableRandom(columns);
        int[] sources = random.ints(9000, 0, ROWS).map(v -> v * v / ROWS).toArray();
        Csr graph =
                Csr.fromEdges(ROWS, ROWS, sources, random.ints(9000, 0, ROWS).toArray(), null);
        float[] weights = new float[graph.edges()];
        for (int edge = 0; edge < weights.length; edge++) {
            weights[edge] = (float) random.nextDouble();
        }
        float[][] rows = new float[ROWS][columns];
        Matrix matrix = new Matrix(ROWS, columns);
        AlignedRows aligned = AlignedRows.zeros(ROWS, columns);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < columns; column++) {
                rows[row][column] = (float) random.nextDouble() - 0.5f;
                matrix.values()[matrix.offset(row) + column] = rows[row][column];
            }
            aligned.put(row, rows[row]);
        }
        float[][] expected = Spmm.multiply(
                graph.offsets(), graph.targets(), (r, c, edge) -> weights[edge], rows, columns, 1, Monitor.SILENT);
        assertThat(product(graph, weights, aligned, 1)).isDeepEqualTo(expected);
        assertThat(product(graph, weights, aligned, 3)).isDeepEqualTo(expected);
        assertThat(product(graph, weights, AlignedRows.of(matrix), 2)).isDeepEqualTo(expected);
    }

    private static float[][] product(Csr graph, float[] weights, AlignedRows x, int concurrency) {
        float[][] product = new float[ROWS][];
        StreamedSpmm.multiply(
                graph.offsets(),
                graph.targets(),
                weights,
                x,
                concurrency,
                Monitor.SILENT,
                (row, sum) -> product[row] = sum.clone());
        return product;
    }
}
