// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.propagate;

import java.util.function.IntConsumer;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.AlignedRows;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.StreamedSpmm;
import org.graphrec.training.math.Vectors;

/** Training-free propagation of node features along the edges of a graph. */
public final class Propagation {

    private static final int ROWS_PER_BLOCK = 1024;

    private Propagation() {}

    /** How far and how to propagate. */
    public static final class Options {

        private final int layers;
        private final double[] iterationWeights;
        private final Normalization normalization;
        private final boolean unitNorm;
        private final int concurrency;

        /**
         * Validates and takes the options.
         *
         * @param layers number of hops, from 1 to 10
         * @param iterationWeights weight of each layer, layers + 1 finite values; the first is for a node's own content
         * @param unitNorm whether every output row is scaled to unit length (a zero row stays zero)
         * @param concurrency number of threads, at least 1
         */
        public Options(
                int layers, double[] iterationWeights, Normalization normalization, boolean unitNorm, int concurrency) {
            this.layers = Require.between("layers", layers, 1, 10);
            Require.size("iterationWeights", iterationWeights.length, layers + 1);
            for (double weight : iterationWeights) {
                Require.between("iterationWeights", weight, -Float.MAX_VALUE, Float.MAX_VALUE);
            }
            this.iterationWeights = iterationWeights.clone();
            this.normalization = normalization;
            this.unitNorm = unitNorm;
            this.concurrency = Require.atLeast("concurrency", concurrency, 1);
        }

        /** The number of hops. */
        public int layers() {
            return layers;
        }

        /** The weight of each layer, from a node's own content outwards. */
        public double[] iterationWeights() {
            return iterationWeights.clone();
        }

        /** How edge weights are normalised. */
        public Normalization normalization() {
            return normalization;
        }

        /** Whether output rows are scaled to unit length. */
        public boolean unitNorm() {
            return unitNorm;
        }

        /** The number of threads. */
        public int concurrency() {
            return concurrency;
        }
    }

    /**
     * Propagates {@code features} over {@code adjacency}: the sum over layers l of iterationWeights[l] P^l X, where P is the
     * normalised adjacency. For a symmetric adjacency and {@link Normalization#SYMMETRIC}, P is its own adjoint.
     *
     * @param adjacency square matrix of finite edge weights not below 0; an undirected graph holds both directions
     * @param features [nodes, dimension], finite; not changed. A zero row is a node without content
     * @return [nodes, dimension]; a node without edges keeps its own content whatever the weights
     * @throws IllegalArgumentException when shapes differ or a value is not allowed
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static Matrix propagate(Csr adjacency, Matrix features, Options options, Monitor monitor) {
        Require.size("adjacency", adjacency.columns(), adjacency.rows());
        Require.size("features", features.rows(), adjacency.rows());
        Require.finite("features", features.values());
        float[] weights = normalisedWeights(adjacency, options, monitor.withoutProgress());
        int dimension = features.columns();
        Matrix sum = new Matrix(features.rows(), dimension);
        AlignedRows layer = AlignedRows.of(features);
        AlignedRows spare = null;
        monitor.phase("Propagate", (long) options.layers * features.rows());
        for (int hop = 1; hop <= options.layers; hop++) {
            boolean first = hop == 1;
            boolean last = hop == options.layers;
            float weight = (float) options.iterationWeights[hop];
            AlignedRows next = last ? null : spare == null ? AlignedRows.zeros(sum.rows(), dimension) : spare;
            StreamedSpmm.multiply(
                    adjacency.offsets(),
                    adjacency.targets(),
                    weights,
                    layer,
                    options.concurrency,
                    monitor,
                    (node, product) -> {
                        if (first) {
                            add(
                                    (float) options.iterationWeights[0],
                                    features.values(),
                                    features.offset(node),
                                    sum,
                                    node);
                        }
                        add(weight, product, 0, sum, node);
                        if (last) {
                            finish(adjacency, features, options, sum, node);
                        } else {
                            next.put(node, product);
                        }
                    });
            spare = first ? null : layer;
            layer = next;
        }
        return sum;
    }

    /**
     * An upper bound on the heap that reading a graph and propagating over it needs, in bytes.
     *
     * @param edges of the adjacency, both directions of an undirected graph
     * @param dimension of the features
     */
    public static long peakBytes(long nodes, long edges, int dimension, boolean weighted) {
        // features as they are given, the layer that is read, the one that is written, and their sum
        long vectors = 4L * nodes * dimension;
        // edges as a list, sorted by one end and then by the other; offsets, degrees and the headers of rows
        return 4 * vectors + (weighted ? 44 : 32) * edges + 128 * nodes;
    }

    /** The entries of P: the degree of a source is the sum of its row, that of a target the sum of its column. */
    private static float[] normalisedWeights(Csr adjacency, Options options, Monitor monitor) {
        boolean symmetric = options.normalization == Normalization.SYMMETRIC;
        double[] out = new double[adjacency.rows()];
        double[] in = new double[symmetric ? adjacency.columns() : 0];
        int[] offsets = adjacency.offsets();
        int[] targets = adjacency.targets();
        for (int row = 0; row < out.length; row++) {
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++) {
                double weight = Require.between("weight", adjacency.weight(edge), 0.0, Float.MAX_VALUE);
                out[row] += weight;
                if (symmetric) {
                    in[targets[edge]] += weight;
                }
            }
        }
        float[] weights = new float[adjacency.edges()];
        forRows(out.length, options, monitor, row -> {
            for (int edge = offsets[row]; edge < offsets[row + 1]; edge++) {
                double degree = symmetric ? Math.sqrt(out[row] * in[targets[edge]]) : out[row];
                weights[edge] = degree == 0 ? 0 : (float) (adjacency.weight(edge) / degree);
            }
        });
        return weights;
    }

    private static void add(float weight, float[] from, int offset, Matrix sum, int node) {
        if (weight == 0) {
            return;
        }
        int to = sum.offset(node);
        for (int d = 0; d < sum.columns(); d++) {
            sum.values()[to + d] += weight * from[offset + d];
        }
    }

    private static void finish(Csr adjacency, Matrix features, Options options, Matrix sum, int node) {
        if (adjacency.degree(node) == 0) {
            System.arraycopy(features.values(), features.offset(node), sum.values(), sum.offset(node), sum.columns());
        }
        if (options.unitNorm) {
            Vectors.normalise(sum.values(), sum.offset(node), sum.columns());
        }
    }

    private static void forRows(int rows, Options options, Monitor monitor, IntConsumer work) {
        Parallel.forBlocks(rows, ROWS_PER_BLOCK, options.concurrency, monitor.withoutProgress(), (from, to) -> {
            for (int row = from; row < to; row++) {
                work.accept(row);
            }
        });
    }
}
