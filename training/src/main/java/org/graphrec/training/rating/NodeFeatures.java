// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Vectors;

/**
 * What rows have in common by one relation: the nodes of a row, weighted by rarity ln(rows / degree) and by the weights of edges, at unit length. A node of one row
 * alone, and one of all, weighs nothing; a row without others has zeros.
 */
final class NodeFeatures implements FeatureMatrix {

    private static final int ROWS_PER_BLOCK = 64;

    private final float[] weights;
    private final int[] features; // of each node; -1 where it weighs nothing
    private final Csr matrix;
    private final Csr transposed;

    /** Of [rows, nodes]. Only nodes that weigh something become features. */
    NodeFeatures(Csr edges) {
        Csr byNode = edges.transpose();
        this.weights = new float[byNode.rows()];
        this.features = new int[weights.length];
        int count = 0;
        for (int node = 0; node < weights.length; node++) {
            int degree = byNode.degree(node);
            weights[node] = degree < 2 ? 0 : (float) Math.log((double) edges.rows() / degree);
            features[node] = weights[node] > 0 ? count++ : -1;
        }
        int[] offsets = new int[edges.rows() + 1];
        int[] targets = new int[edges.edges()];
        float[] values = new float[edges.edges()];
        int size = 0;
        for (int row = 0; row < edges.rows(); row++) {
            int from = edges.offsets()[row];
            int to = edges.offsets()[row + 1];
            double squares = 0;
            for (int edge = from; edge < to; edge++) {
                float weight = weights[edges.targets()[edge]] * edges.weight(edge);
                squares += (double) weight * weight;
            }
            float scale = scale(squares);
            for (int edge = from; edge < to; edge++) {
                int node = edges.targets()[edge];
                if (features[node] >= 0) {
                    targets[size] = features[node];
                    values[size++] = scale * (weights[node] * edges.weight(edge));
                }
            }
            offsets[row + 1] = size;
        }
        this.matrix = new Csr(edges.rows(), count, offsets, Arrays.copyOf(targets, size), Arrays.copyOf(values, size));
        this.transposed = matrix.transpose();
    }

    /** Coefficients of the features as those of the nodes; zeros where a node weighs nothing. */
    float[][] byNode(float[][] coefficients, int columns) {
        float[] none = new float[columns];
        float[][] ofNodes = new float[features.length][];
        for (int node = 0; node < features.length; node++) {
            ofNodes[node] = features[node] < 0 ? none : coefficients[features[node]];
        }
        return ofNodes;
    }

    /** What brings weights with this sum of squares to unit length; 0 where they weigh nothing. */
    static float scale(double squares) {
        return squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
    }

    /** The rarity of each node; the array itself. */
    float[] weights() {
        return weights;
    }

    /** True where no row says anything. */
    boolean isEmpty() {
        return count() == 0;
    }

    @Override
    public int rows() {
        return matrix.rows();
    }

    @Override
    public int count() {
        return matrix.columns();
    }

    @Override
    public float[][] times(float[][] coefficients, int columns, int concurrency, Monitor monitor) {
        return product(matrix, coefficients, columns, concurrency, monitor);
    }

    @Override
    public float[][] transposedTimes(float[][] rows, int columns, int concurrency, Monitor monitor) {
        return product(transposed, rows, columns, concurrency, monitor);
    }

    private static float[][] product(Csr left, float[][] right, int columns, int concurrency, Monitor monitor) {
        float[][] sums = new float[left.rows()][columns];
        Parallel.forBlocks(sums.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            for (int row = from; row < to; row++) {
                for (int edge = left.offsets()[row]; edge < left.offsets()[row + 1]; edge++) {
                    Vectors.axpy(left.weight(edge), right[left.targets()[edge]], sums[row]);
                }
            }
        });
        return sums;
    }
}
