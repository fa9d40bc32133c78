package org.graphrec.training.classify;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Spmm;
import org.graphrec.training.math.Vectors;

/**
 * One hop after the other of S X with S = D^-1/2 (A + I) D^-1/2, D the row sums of A + I (Kipf and Welling 2017, section 2.2). A
 * symmetric A gives an S that is its own adjoint, with eigenvalues from above -1 to 1.
 */
final class Smoothing {

    private static final int ROWS_PER_BLOCK = 256;

    private final Csr adjacency;
    private final float[] rootDegrees;
    private final int dimension;
    private final int concurrency;
    private final Monitor monitor;
    private float[][] rows;

    /** Before the first hop. */
    Smoothing(Csr adjacency, Matrix features, int concurrency, Monitor monitor) {
        this.adjacency = adjacency;
        this.dimension = features.columns();
        this.concurrency = concurrency;
        this.monitor = monitor.withoutProgress();
        this.rootDegrees = new float[adjacency.rows()];
        this.rows = new float[adjacency.rows()][dimension];
        for (int node = 0; node < rows.length; node++) {
            double degree = 1;
            for (int edge = adjacency.offsets()[node]; edge < adjacency.offsets()[node + 1]; edge++) {
                degree += adjacency.weight(edge);
            }
            rootDegrees[node] = (float) Math.sqrt(degree);
            System.arraycopy(features.values(), features.offset(node), rows[node], 0, dimension);
        }
    }

    /** One hop more. */
    void hop() {
        float[][] before = rows;
        float[][] after = Spmm.multiply(
                adjacency.offsets(),
                adjacency.targets(),
                (row, column, edge) -> adjacency.weight(edge) / (rootDegrees[row] * rootDegrees[column]),
                before,
                dimension,
                concurrency,
                monitor);
        Parallel.forBlocks(after.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int node = from; node < to; node++) {
                Vectors.axpy(1 / (rootDegrees[node] * rootDegrees[node]), before[node], after[node]);
            }
        });
        rows = after;
    }

    /** [nodes, dimension] after the hops so far; replaced, never changed, by the next one. */
    float[][] rows() {
        return rows;
    }
}
