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

/**
 * Two graph layers and a softmax, in plain Java whatever trained them: the graph convolution of Kipf and Welling (2017),
 * softmax(A act(A X W1 + b1) W2 + b2) with A = D^-1/2 (adjacency + I) D^-1/2, or the graph attention of Velickovic et al. (2018), in
 * which A is in each head the softmax over a node's neighbours and itself of LeakyReLU(a_s W x_j + a_d W x_i). Weights of
 * relationships count in the former alone.
 */
public final class GraphClassifier implements Classifier {

    private static final int NODES_PER_BLOCK = 64;

    private static final float SLOPE = 0.2f;

    private final String architecture;
    private final GraphLayer first;
    private final GraphLayer second;
    private final Map<String, Object> parameters;

    /**
     * A classifier over its layers.
     *
     * @param architecture {@code gcn} or {@code gat}
     * @param first [dimension, hidden]
     * @param second [hidden, classes], with one head
     */
    public GraphClassifier(String architecture, GraphLayer first, GraphLayer second, Map<String, Object> parameters) {
        Require.size("second", second.weight().rows(), first.weight().columns());
        this.architecture = architecture;
        this.first = first;
        this.second = second;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    @Override
    public String architecture() {
        return architecture;
    }

    /** The first layer. */
    public GraphLayer first() {
        return first;
    }

    /** The second layer. */
    public GraphLayer second() {
        return second;
    }

    @Override
    public int classes() {
        return second.weight().columns();
    }

    @Override
    public int dimension() {
        return first.weight().rows();
    }

    @Override
    public Map<String, Object> parameters() {
        return parameters;
    }

    @Override
    public Matrix probabilities(Csr adjacency, Matrix features, int concurrency, Monitor monitor) {
        Require.size("features", features.columns(), dimension());
        Csr graph = withSelf(adjacency);
        Matrix hidden = run(first, graph, features, concurrency, monitor);
        for (int i = 0; i < hidden.values().length; i++) {
            float value = hidden.values()[i];
            hidden.values()[i] = value > 0 ? value : SLOPE * value;
        }
        Matrix logits = run(second, graph, hidden, concurrency, monitor);
        for (int node = 0; node < logits.rows(); node++) {
            softmax(logits.values(), logits.offset(node), classes());
        }
        return logits;
    }

    /**
     * The adjacency with every node a neighbour of itself, weighing D^-1/2 (adjacency + I) D^-1/2; the neighbours keep their order
     * and the node itself comes last.
     */
    public static Csr withSelf(Csr adjacency) {
        int nodes = adjacency.rows();
        float[] scales = new float[nodes];
        int[] offsets = new int[nodes + 1];
        for (int node = 0; node < nodes; node++) {
            double degree = 1;
            for (int edge = adjacency.offsets()[node]; edge < adjacency.offsets()[node + 1]; edge++) {
                degree += adjacency.weight(edge);
            }
            scales[node] = (float) (1 / Math.sqrt(degree));
            offsets[node + 1] = Math.addExact(offsets[node], adjacency.degree(node) + 1);
        }
        int[] targets = new int[offsets[nodes]];
        float[] weights = new float[targets.length];
        for (int node = 0; node < nodes; node++) {
            int position = offsets[node];
            for (int edge = adjacency.offsets()[node]; edge < adjacency.offsets()[node + 1]; edge++) {
                int other = adjacency.targets()[edge];
                targets[position] = other;
                weights[position++] = scales[node] * adjacency.weight(edge) * scales[other];
            }
            targets[position] = node;
            weights[position] = scales[node] * scales[node];
        }
        return new Csr(nodes, nodes, offsets, targets, weights);
    }

    private static Matrix run(GraphLayer layer, Csr graph, Matrix x, int concurrency, Monitor monitor) {
        Matrix values = new Matrix(x.rows(), layer.weight().columns());
        Monitor quiet = monitor.withoutProgress();
        Parallel.forBlocks(x.rows(), NODES_PER_BLOCK, concurrency, quiet, (from, to) -> {
            for (int node = from; node < to; node++) {
                layer.project(x, node, values);
            }
        });
        Matrix out = new Matrix(x.rows(), values.columns());
        Parallel.forBlocks(x.rows(), NODES_PER_BLOCK, concurrency, quiet, (from, to) -> {
            for (int node = from; node < to; node++) {
                layer.aggregate(graph, values, node, out);
            }
        });
        return out;
    }

    private static void softmax(float[] values, int from, int size) {
        float most = Float.NEGATIVE_INFINITY;
        for (int i = from; i < from + size; i++) {
            most = Math.max(most, values[i]);
        }
        double sum = 0;
        for (int i = from; i < from + size; i++) {
            values[i] = (float) Math.exp(values[i] - most);
            sum += values[i];
        }
        for (int i = from; i < from + size; i++) {
            values[i] = (float) (values[i] / sum);
        }
    }
}
