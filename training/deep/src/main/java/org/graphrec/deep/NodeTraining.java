// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.graphrec.training.Monitor;
import org.graphrec.training.classify.ClassifierOptions;
import org.graphrec.training.classify.GraphClassifier;
import org.graphrec.training.classify.GraphLayer;
import org.graphrec.training.classify.NodeTask;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/** Trains a {@link GraphClassifier} on the whole graph at once, as its authors do. */
final class NodeTraining {

    static final int HIDDEN = 32;
    private static final int HEADS = 4;
    private static final int MOST_EPOCHS = 200;
    private static final int PATIENCE = 30;
    private static final double LEARNING_RATE = 0.01;
    private static final double PENALTY = 0.05;
    private static final double DROPOUT = 0.5;

    private final boolean attention;
    private final NodeTask task;
    private final ClassifierOptions options;
    private final Monitor monitor;
    private final Csr graph;
    private final TrainableWeights parameters;
    private int steps;

    NodeTraining(boolean attention, NodeTask task, ClassifierOptions options, Monitor monitor) {
        this.attention = attention;
        this.task = task;
        this.options = options;
        this.monitor = monitor;
        this.graph = GraphClassifier.withSelf(task.adjacency());
        this.parameters = new TrainableWeights(options.randomSeed());
        layer("first", task.features().columns(), HIDDEN, HEADS);
        layer("second", HIDDEN, task.classes(), 1);
    }

    private void layer(String name, int inputs, int outputs, int heads) {
        parameters.dense(name, inputs, outputs);
        if (attention) {
            parameters.weight(name + ".source", heads, outputs / heads);
            parameters.weight(name + ".destination", heads, outputs / heads);
        }
    }

    /**
     * What training returns.
     *
     * @param model of the best epoch
     * @param epochs how many epochs it was trained for
     */
    record Trained(GraphClassifier model, int epochs) {}

    /** Trains until the validation nodes are no longer classified better; without any, for {@code epochs}. */
    Trained run(int[] train, int[] validation, int epochs) {
        int most = validation.length == 0 ? epochs : MOST_EPOCHS;
        monitor.phase("Train classes", most);
        GraphClassifier best = null;
        double bestLoss = Double.POSITIVE_INFINITY;
        int bestEpoch = 0;
        for (int epoch = 1; epoch <= most && epoch - bestEpoch <= PATIENCE; epoch++) {
            double[] loss = new double[1];
            SplittableRandom random = new SplittableRandom(options.randomSeed() + epoch);
            Gradients.forShards(1, 1, monitor, shard -> loss[0] = step(train, random));
            monitor.advance(1);
            if (validation.length == 0) {
                bestEpoch = epoch;
                continue;
            }
            GraphClassifier model = model(epoch);
            double validationLoss = loss(model, validation);
            monitor.report(String.format(
                    Locale.ROOT, "Epoch %d: loss %.4f, on validation %.4f", epoch, loss[0], validationLoss));
            if (validationLoss < bestLoss) {
                best = model;
                bestLoss = validationLoss;
                bestEpoch = epoch;
            }
        }
        return new Trained(best == null ? model(bestEpoch) : best, bestEpoch);
    }

    private double loss(GraphClassifier model, int[] nodes) {
        Matrix probabilities = model.probabilities(task.adjacency(), task.features(), options.concurrency(), monitor);
        double loss = 0;
        for (int node : nodes) {
            loss -= Math.log(Math.max(1e-12, probabilities.at(node, task.classOf()[node])));
        }
        return loss / nodes.length;
    }

    private double step(int[] train, SplittableRandom random) {
        return Tensors.within(() -> {
            Map<String, Tensor> leaves = parameters.leaves();
            ForwardPass pass = new ForwardPass(leaves, random, DROPOUT, ScalarType.Float);
            Matrix features = task.features();
            Tensor x = pass.numbers(features.values(), features.rows(), features.columns());
            Tensor hidden = ForwardPass.activate(layer(pass, "first", pass.dropout(x)));
            Tensor logits = layer(pass, "second", pass.dropout(hidden));
            double[] weights = options.weights(task.classOf(), train, task.classes());
            float[] counts = new float[train.length * task.classes()];
            double sum = 0;
            for (int i = 0; i < train.length; i++) {
                int right = task.classOf()[train[i]];
                counts[i * task.classes() + right] = (float) weights[right];
                sum += weights[right];
            }
            Tensor rows = ForwardPass.rows(
                    logits, pass.indices(Arrays.stream(train).asLongStream().toArray(), train.length));
            Tensor loss = ForwardPass.times(
                    rows.log_softmax(1)
                            .mul(pass.numbers(counts, train.length, task.classes()))
                            .sum(),
                    -1 / sum);
            double lost = loss.item_double();
            loss.backward();
            double penalty = options.penalty() == null ? PENALTY : options.penalty();
            parameters.step(List.of(parameters.gradients(leaves)), ++steps, LEARNING_RATE, penalty);
            return lost;
        });
    }

    private Tensor layer(ForwardPass pass, String name, Tensor x) {
        Tensor values = x.matmul(pass.weight(name + ".weight"));
        Tensor sums = attention ? attended(pass, name, values) : convolved(pass, values);
        return sums.add(pass.weight(name + ".bias"));
    }

    private Tensor convolved(ForwardPass pass, Tensor values) {
        long[][] places = new long[2][graph.edges()];
        float[] weights = new float[graph.edges()];
        for (int node = 0; node < graph.rows(); node++) {
            for (int edge = graph.offsets()[node]; edge < graph.offsets()[node + 1]; edge++) {
                places[0][edge] = node;
                places[1][edge] = graph.targets()[edge];
                weights[edge] = graph.weight(edge);
            }
        }
        return pass.sparse(weights, places, graph.rows(), graph.rows()).matmul(values);
    }

    private Tensor attended(ForwardPass pass, String name, Tensor values) {
        int edges = graph.edges();
        long[] from = Arrays.stream(graph.targets()).asLongStream().toArray();
        long[] to = new long[edges];
        long[][] places = new long[2][edges];
        float[] ones = new float[edges];
        for (int node = 0; node < graph.rows(); node++) {
            for (int edge = graph.offsets()[node]; edge < graph.offsets()[node + 1]; edge++) {
                to[edge] = node;
                places[0][edge] = node;
                places[1][edge] = edge;
                ones[edge] = 1;
            }
        }
        Tensor source = pass.weight(name + ".source");
        long heads = source.size(0);
        long width = source.size(1);
        Tensor split = values.reshape(graph.rows(), heads, width);
        Tensor sources = split.mul(source).sum(2);
        Tensor destinations = split.mul(pass.weight(name + ".destination")).sum(2);
        Tensor fromPlaces = pass.indices(from, edges);
        Tensor logits = ForwardPass.activate(
                ForwardPass.rows(sources, fromPlaces).add(ForwardPass.rows(destinations, pass.indices(to, edges))));
        // one number for all keeps exp in range, and divides out
        Tensor shares = logits.sub(logits.max().detach()).exp();
        Tensor sum = pass.sparse(ones, places, graph.rows(), edges);
        Tensor weighted = ForwardPass.rows(values, fromPlaces)
                .reshape(edges, heads, width)
                .mul(shares.unsqueeze(2))
                .reshape(edges, heads * width);
        Tensor total = ForwardPass.plus(sum.matmul(shares), 1e-30).unsqueeze(2);
        return sum.matmul(weighted)
                .reshape(graph.rows(), heads, width)
                .div(total)
                .reshape(graph.rows(), heads * width);
    }

    private GraphClassifier model(int epoch) {
        Map<String, Matrix> matrices = parameters.matrices();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("layers", 2L);
        map.put("hidden", (long) HIDDEN);
        if (attention) {
            map.put("attentionHeads", (long) HEADS);
        }
        map.put("epochs", (long) epoch);
        map.put("dropout", DROPOUT);
        map.put("penalty", options.penalty() == null ? PENALTY : options.penalty());
        return new GraphClassifier(attention ? "gat" : "gcn", layer(matrices, "first"), layer(matrices, "second"), map);
    }

    private static GraphLayer layer(Map<String, Matrix> matrices, String name) {
        return new GraphLayer(
                matrices.get(name + ".weight"),
                matrices.get(name + ".bias"),
                matrices.get(name + ".source"),
                matrices.get(name + ".destination"));
    }
}
