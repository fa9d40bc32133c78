// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Vectors;

/**
 * Softmax regression over features that went some hops along the relationships: as the mean over the hops (Zhu and Koniusz, ICLR
 * 2021), or in models of earlier versions as the last of them (SGC: Wu et al. 2019).
 */
public final class SgcClassifier implements Classifier {

    private static final int ROWS_PER_BLOCK = 256;

    /** As many hops at most. */
    public static final int MOST_LAYERS = 16;

    private final int layers;
    private final boolean averaged;
    private final Matrix weights;
    private final float[] bias;
    private final Map<String, Object> parameters;

    /**
     * A classifier over these arrays, which are not copied.
     *
     * @param layers number of hops, from 0 to 16
     * @param averaged whether the mean over the hops is read, in place of the last one
     * @param weights [classes, dimension]
     * @param bias [classes]
     * @param parameters for {@link #parameters}
     */
    public SgcClassifier(int layers, boolean averaged, Matrix weights, float[] bias, Map<String, Object> parameters) {
        this.layers = Require.between("layers", layers, 0, MOST_LAYERS);
        this.averaged = averaged;
        Require.atLeast("classes", weights.rows(), 2);
        Require.size("bias", bias.length, weights.rows());
        this.weights = weights;
        this.bias = bias;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String architecture() {
        return SgcFitter.NAME;
    }

    @Override
    public int classes() {
        return bias.length;
    }

    @Override
    public int dimension() {
        return weights.columns();
    }

    /** The number of hops. */
    public int layers() {
        return layers;
    }

    /** Whether the mean over the hops is read, in place of the last one. */
    public boolean averaged() {
        return averaged;
    }

    /** [classes, dimension]. */
    public Matrix weights() {
        return weights;
    }

    /** [classes]. */
    public float[] bias() {
        return bias;
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Matrix probabilities(Csr adjacency, Matrix features, int concurrency, Monitor monitor) {
        Require.size("features", features.columns(), dimension());
        Smoothing smoothing = new Smoothing(adjacency, features, concurrency, monitor);
        for (int hop = 0; hop < layers; hop++) {
            smoothing.hop();
        }
        return probabilities(averaged ? smoothing.mean() : smoothing.rows(), concurrency, monitor);
    }

    /** Of rows that have gone their hops. */
    Matrix probabilities(float[][] rows, int concurrency, Monitor monitor) {
        Matrix probabilities = new Matrix(rows.length, classes());
        Parallel.forBlocks(rows.length, ROWS_PER_BLOCK, concurrency, monitor.withoutProgress(), (from, to) -> {
            double[] p = new double[classes()];
            for (int row = from; row < to; row++) {
                softmax(rows[row], p);
                for (int c = 0; c < p.length; c++) {
                    probabilities.values()[probabilities.offset(row) + c] = (float) p[c];
                }
            }
        });
        return probabilities;
    }

    private void softmax(float[] row, double[] p) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < p.length; c++) {
            p[c] = bias[c] + Vectors.dot(weights.values(), weights.offset(c), row, 0, row.length);
            largest = Math.max(largest, p[c]);
        }
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = Math.exp(p[c] - largest);
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
    }
}
