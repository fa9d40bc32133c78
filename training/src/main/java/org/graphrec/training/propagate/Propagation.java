package org.graphrec.training.propagate;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Spmm;
import org.graphrec.training.math.Vectors;

/** Training-free propagation of node features along the edges of a graph. */
public final class Propagation {

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
        float[] weights = normalisedWeights(adjacency, options.normalization());
        int dimension = features.columns();
        float[][] layer = rows(features);
        Matrix sum = new Matrix(features.rows(), dimension);
        accumulate(options.iterationWeights[0], layer, sum);
        monitor.phase("Propagate", (long) options.layers * features.rows());
        for (int hop = 1; hop <= options.layers; hop++) {
            layer = Spmm.multiply(
                    adjacency.offsets(),
                    adjacency.targets(),
                    (row, column, edge) -> weights[edge],
                    layer,
                    dimension,
                    options.concurrency,
                    monitor);
            accumulate(options.iterationWeights[hop], layer, sum);
        }
        for (int node = 0; node < sum.rows(); node++) {
            if (adjacency.degree(node) == 0) {
                System.arraycopy(features.values(), features.offset(node), sum.values(), sum.offset(node), dimension);
            }
            if (options.unitNorm) {
                Vectors.normalise(sum.values(), sum.offset(node), dimension);
            }
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
    private static float[] normalisedWeights(Csr adjacency, Normalization normalization) {
        double[] out = new double[adjacency.rows()];
        double[] in = new double[adjacency.columns()];
        for (int row = 0; row < adjacency.rows(); row++) {
            for (int edge = adjacency.offsets()[row]; edge < adjacency.offsets()[row + 1]; edge++) {
                double weight = Require.between("weight", adjacency.weight(edge), 0.0, Float.MAX_VALUE);
                out[row] += weight;
                in[adjacency.targets()[edge]] += weight;
            }
        }
        float[] weights = new float[adjacency.edges()];
        for (int row = 0; row < adjacency.rows(); row++) {
            for (int edge = adjacency.offsets()[row]; edge < adjacency.offsets()[row + 1]; edge++) {
                double degree = normalization == Normalization.ROW
                        ? out[row]
                        : Math.sqrt(out[row] * in[adjacency.targets()[edge]]);
                weights[edge] = degree == 0 ? 0 : (float) (adjacency.weight(edge) / degree);
            }
        }
        return weights;
    }

    private static float[][] rows(Matrix features) {
        float[][] rows = new float[features.rows()][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(
                    features.values(), features.offset(row), features.offset(row) + features.columns());
        }
        return rows;
    }

    private static void accumulate(double weight, float[][] layer, Matrix sum) {
        for (int row = 0; row < layer.length; row++) {
            int offset = sum.offset(row);
            for (int d = 0; d < sum.columns(); d++) {
                sum.values()[offset + d] += (float) weight * layer[row][d];
            }
        }
    }
}
