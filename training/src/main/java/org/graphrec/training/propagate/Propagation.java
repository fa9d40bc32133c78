package org.graphrec.training.propagate;

import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/** Training-free propagation of node features along the edges of a graph. */
@SuppressWarnings("DoNotCallSuggester")
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
     * Propagates {@code features} over {@code adjacency}.
     *
     * @param adjacency square matrix of edge weights not below 0; an undirected graph holds both directions
     * @param features [nodes, dimension]; not changed. A zero row is a node without content
     * @return [nodes, dimension]; a node without edges keeps its own content whatever the weights
     */
    public static Matrix propagate(Csr adjacency, Matrix features, Options options, Monitor monitor) {
        throw new UnsupportedOperationException("propagate");
    }
}
