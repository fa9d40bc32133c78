// SPDX-License-Identifier: GPL-3.0-only
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
 *
 * <p>The mean over the hops keeps what few hops know where many have blurred it: R X + (1 - R) / K (S + S^2 + ... + S^K) X with the
 * share R = 0.05 for the features themselves (Zhu and Koniusz, "Simple Spectral Graph Convolution", ICLR 2021, equation 7).
 */
final class Smoothing {

    private static final int ROWS_PER_BLOCK = 256;

    private static final float OWN_SHARE = 0.05f;

    private final Csr adjacency;
    private final float[] rootDegrees;
    private final int dimension;
    private final int concurrency;
    private final Monitor monitor;
    private final Matrix features;
    private final float[][] sum;
    private float[][] rows;
    private int hops;

    /** Before the first hop. */
    Smoothing(Csr adjacency, Matrix features, int concurrency, Monitor monitor) {
        this.adjacency = adjacency;
        this.features = features;
        this.dimension = features.columns();
        this.sum = new float[adjacency.rows()][dimension];
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
                Vectors.axpy(1, after[node], sum[node]);
            }
        });
        rows = after;
        hops++;
    }

    /** [nodes, dimension], the mean over the hops so far; the features themselves where there was none. */
    float[][] mean() {
        if (hops == 0) {
            return rows;
        }
        float[][] mean = new float[sum.length][dimension];
        Parallel.forBlocks(mean.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int node = from; node < to; node++) {
                for (int d = 0; d < dimension; d++) {
                    mean[node][d] = OWN_SHARE * features.values()[features.offset(node) + d]
                            + (1 - OWN_SHARE) / hops * sum[node][d];
                }
            }
        });
        return mean;
    }

    /** [nodes, dimension] after the last hop; replaced, never changed, by the next one. */
    float[][] rows() {
        return rows;
    }
}
