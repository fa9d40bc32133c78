// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/**
 * One layer of a {@link GraphClassifier}.
 *
 * @param weight W, [inputs, outputs]
 * @param bias b, [1, outputs], added after the neighbours are summed
 * @param source a_s, [heads, outputs / heads]; null for a convolution
 * @param destination a_d, likewise
 */
public record GraphLayer(Matrix weight, Matrix bias, Matrix source, Matrix destination) {

    private static final float SLOPE = 0.2f;

    /** Rejects parts that do not fit together. */
    public GraphLayer {
        Require.size("bias", bias.values().length, weight.columns());
        if (source != null) {
            Require.size("source", source.values().length, weight.columns());
            Require.size("destination", destination.values().length, weight.columns());
            Require.size("destination", destination.rows(), source.rows());
        }
    }

    /** Writes x W of a node. */
    void project(Matrix x, int node, Matrix values) {
        int to = values.offset(node);
        for (int i = 0; i < x.columns(); i++) {
            float component = x.at(node, i);
            int row = weight.offset(i);
            for (int o = 0; component != 0 && o < weight.columns(); o++) {
                values.values()[to + o] += component * weight.values()[row + o];
            }
        }
    }

    /** Writes the weighted sum over the neighbours of a node, plus the bias. */
    void aggregate(Csr graph, Matrix values, int node, Matrix out) {
        int heads = source == null ? 1 : source.rows();
        int width = values.columns() / heads;
        int first = graph.offsets()[node];
        int degree = graph.degree(node);
        float[] shares = new float[degree];
        System.arraycopy(bias.values(), 0, out.values(), out.offset(node), values.columns());
        for (int head = 0; head < heads; head++) {
            for (int i = 0; i < degree; i++) {
                shares[i] = source == null
                        ? graph.weight(first + i)
                        : logit(values, graph.targets()[first + i], node, head, width);
            }
            if (source != null) {
                softmax(shares);
            }
            for (int i = 0; i < degree; i++) {
                int from = values.offset(graph.targets()[first + i]) + head * width;
                int to = out.offset(node) + head * width;
                for (int d = 0; d < width; d++) {
                    out.values()[to + d] += shares[i] * values.values()[from + d];
                }
            }
        }
    }

    private float logit(Matrix values, int from, int to, int head, int width) {
        float sum = 0;
        for (int d = 0; d < width; d++) {
            sum += source.at(head, d) * values.at(from, head * width + d)
                    + destination.at(head, d) * values.at(to, head * width + d);
        }
        return sum > 0 ? sum : SLOPE * sum;
    }

    private static void softmax(float[] logits) {
        float most = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.exp(logits[i] - most);
            sum += logits[i];
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (logits[i] / sum);
        }
    }
}
