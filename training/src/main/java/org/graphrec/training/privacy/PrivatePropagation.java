// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.privacy;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Spmm;
import org.graphrec.training.math.Vectors;

/**
 * Propagation that keeps every single edge private: each hop sums the neighbours' unit vectors, adds noise, and scales what comes
 * out to unit length again (aggregation perturbation; Sajadmanesh et al., GAP, USENIX Security 2023). The nodes and their own
 * features count as known; which nodes have edges does not, so every row gets noise.
 */
public final class PrivatePropagation {

    /** One edge more adds a unit vector to the sums of its two ends, in each hop. */
    public static final double SENSITIVITY = Math.sqrt(2);

    private PrivatePropagation() {}

    /** The standard deviation of the noise that keeps a budget over {@code hops} hops. */
    public static double sigma(Budget budget, int hops) {
        return GaussianMechanism.sigma(budget, GaussianMechanism.composed(SENSITIVITY, hops));
    }

    /**
     * The sum over hops l of iterationWeights[l] times the l-th layer, scaled to unit length.
     *
     * @param adjacency symmetric; an edge and its reverse are one relationship. Weights say how many there are; loops do not count
     * @param features [nodes, dimension], finite; their rows are scaled to unit length
     * @param iterationWeights one for a node's own content and one for each hop
     * @param sigma of the noise on each component of each sum
     */
    public static Matrix propagate(
            Csr adjacency,
            Matrix features,
            double[] iterationWeights,
            double sigma,
            SecureNoise noise,
            int concurrency,
            Monitor monitor) {
        Require.size("adjacency", adjacency.columns(), adjacency.rows());
        Require.size("features", features.rows(), adjacency.rows());
        Require.finite("features", features.values());
        int hops = iterationWeights.length - 1;
        Matrix unit = Vectors.unitRows(features);
        float[][] layer = new float[unit.rows()][];
        Arrays.setAll(layer, v -> Arrays.copyOfRange(unit.values(), unit.offset(v), unit.offset(v) + unit.columns()));
        Matrix sum = new Matrix(unit.rows(), unit.columns());
        add(iterationWeights[0], layer, sum);
        monitor.phase("Propagate", (long) hops * unit.rows());
        for (int hop = 1; hop <= hops; hop++) {
            layer = sums(adjacency, layer, unit.columns(), concurrency, monitor);
            for (int node = 0; node < layer.length; node++) {
                if (node % 64 == 0) {
                    monitor.assertRunning();
                }
                noise.add(sigma, hop, node, layer[node]);
                Vectors.normalise(layer[node], 0, layer[node].length);
            }
            add(iterationWeights[hop], layer, sum);
        }
        for (int node = 0; node < sum.rows(); node++) {
            Vectors.normalise(sum.values(), sum.offset(node), sum.columns());
        }
        return sum;
    }

    /** The sums of the neighbours' vectors: what the sensitivity is of. */
    static float[][] sums(Csr adjacency, float[][] vectors, int dimension, int concurrency, Monitor monitor) {
        return Spmm.multiply(
                adjacency.offsets(),
                adjacency.targets(),
                (row, column, edge) -> row == column ? 0 : adjacency.weight(edge),
                vectors,
                dimension,
                concurrency,
                monitor);
    }

    private static void add(double weight, float[][] layer, Matrix sum) {
        for (int node = 0; node < layer.length; node++) {
            int offset = sum.offset(node);
            for (int d = 0; d < sum.columns(); d++) {
                sum.values()[offset + d] += (float) weight * layer[node][d];
            }
        }
    }
}
