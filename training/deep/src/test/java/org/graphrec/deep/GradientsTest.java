// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.sequence.Augmentation;
import org.graphrec.training.architecture.sequence.Loss;
import org.graphrec.training.architecture.sequence.SequenceContext;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.sequence.SequenceModel;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What PyTorch computes, against finite differences and against the plain Java that serves. */
class GradientsTest {

    private static final double STEP = 1e-5;

    private static final long[][] HISTORIES = {{0, 1, 2, 3, 4}, {5, 6, 7, 0, 0}};

    @ParameterizedTest
    @CsvSource({
        "GCN, SOFTMAX, false",
        "GAT, BPR, false",
        "SAGE, MSE, false",
        "SAGE, BCE, true",
        "LSTM, SOFTMAX, false",
        "TRANSFORMER, SOFTMAX, false"
    })
    void gradientsAreThoseOfFiniteDifferences(SequenceKind kind, Loss loss, boolean pool) {
        SequenceOptions options = Toy.options(loss, SequenceContext.GRAPH_CONTEXT, Augmentation.NONE, pool, 1)
                .with()
                .embeddingDimension(4)
                .layers(1)
                .historyLength(6)
                .patience(1)
                .batchSize(2)
                .penaltyL2(0)
                .dropout(0)
                .negativeSamples(4)
                .build();
        ItemRowLayout columns = new ItemRowLayout(4, kind == SequenceKind.GCN, true, true);
        HistoryNetwork head = HistoryNetwork.of(kind, options, true);
        TrainableWeights parameters = new TrainableWeights(3);
        head.declare(parameters);
        if (kind == SequenceKind.TRANSFORMER) {
            parameters.constant("contextLogits", 2, 2, 0.1f, true);
        }
        Map<String, double[]> values = new LinkedHashMap<>();
        Map<String, long[]> shapes = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(4);
        Tensors.within(() -> {
            // also what begins at 0 is moved off it, where every gradient shows
            Map<String, Tensor> leaves = parameters.leaves();
            if (pool) {
                // what is the greatest knows no recency
                leaves.remove("recency");
            }
            leaves.forEach((name, leaf) -> {
                double[] start = new double[(int) leaf.numel()];
                for (int i = 0; i < start.length; i++) {
                    start[i] = 0.7 * random.nextGaussian();
                }
                values.put(name, start);
                shapes.put(name, leaf.shape());
            });
            return null;
        });
        double[] table = new double[8 * columns.width()];
        for (int i = 0; i < table.length; i++) {
            table[i] = random.nextGaussian();
        }
        values.put("table", table);
        shapes.put("table", new long[] {8, columns.width()});
        Map<String, double[]> gradients = new LinkedHashMap<>();
        loss(head, loss, columns, values, shapes, gradients);
        for (Map.Entry<String, double[]> entry : values.entrySet()) {
            double[] at = entry.getValue();
            for (int i = 0; i < at.length; i += 1 + at.length / 9) {
                double before = at[i];
                at[i] = before + STEP;
                double more = loss(head, loss, columns, values, shapes, null);
                at[i] = before - STEP;
                double less = loss(head, loss, columns, values, shapes, null);
                at[i] = before;
                double expected = (more - less) / (2 * STEP);
                assertThat(gradients.get(entry.getKey())[i])
                        .as("%s[%d]", entry.getKey(), i)
                        .isCloseTo(expected, within(1e-6 * (1 + Math.abs(expected))));
            }
        }
    }

    /** The loss in double precision; puts the gradients into the map where there is one. */
    private static double loss(
            HistoryNetwork head,
            Loss loss,
            ItemRowLayout columns,
            Map<String, double[]> values,
            Map<String, long[]> shapes,
            Map<String, double[]> gradients) {
        return Tensors.within(() -> {
            Map<String, Tensor> leaves = new LinkedHashMap<>();
            values.forEach((name, array) -> {
                Tensor leaf = Tensor.create(array, shapes.get(name));
                leaf.set_requires_grad(true);
                leaves.put(name, leaf);
            });
            ForwardPass pass = new ForwardPass(leaves, null, 0, ScalarType.Double);
            Tensor rows = leaves.get("table");
            long[] inputs = new long[10];
            for (int b = 0; b < 2; b++) {
                System.arraycopy(HISTORIES[b], 0, inputs, 5 * b, 5);
            }
            float[] kept = {1, 0, 1, 1, 1, 1, 1, 0, 1, 1};
            Tensor users = head.encode(pass, ForwardPass.rows(rows, pass.indices(inputs, 2, 5)), columns, kept)
                    .reshape(-1, columns.dimension());
            Tensor right = pass.indices(new long[] {1, 2, 4, 6}, 4);
            Tensor others = pass.indices(new long[] {0, 4, 7}, 3);
            Tensor lost = Losses.of(
                    loss,
                    ForwardPass.rows(users, pass.indices(new long[] {0, 1, 3, 6}, 4)),
                    columns.items(ForwardPass.rows(rows, right)),
                    columns.items(ForwardPass.rows(rows, others)),
                    right.unsqueeze(1).eq(others.unsqueeze(0)),
                    7);
            lost = lost.add(Losses.contrast(
                    pass,
                    ForwardPass.rows(users, pass.indices(new long[] {2, 7}, 2)),
                    ForwardPass.rows(users, pass.indices(new long[] {4, 6}, 2))));
            if (gradients != null) {
                lost.backward();
                leaves.forEach((name, leaf) -> {
                    double[] gradient = new double[(int) leaf.numel()];
                    leaf.grad().contiguous().data_ptr_double().get(gradient);
                    gradients.put(name, gradient);
                });
            }
            return lost.item_double();
        });
    }

    @ParameterizedTest
    @EnumSource(SequenceKind.class)
    void plainJavaServesWhatPyTorchTrained(SequenceKind kind) {
        for (SequenceContext context :
                new SequenceContext[] {SequenceContext.SEQUENCE, SequenceContext.GRAPH_CONTEXT}) {
            for (boolean pool : kind == SequenceKind.SAGE ? new boolean[] {false, true} : new boolean[] {false}) {
                SequenceOptions options = Toy.options(Loss.SOFTMAX, context, Augmentation.NONE, pool, 3);
                SequenceModel model = new PyTorchTrainer()
                        .train(Toy.task(kind, options, true, 2, Monitor.SILENT), null)
                        .model();
                int[] history = {3, 17, 22, 3, 9};
                float[] expected = pyTorch(kind, options, model, history);
                float[] actual = model.user(new History(history, null));
                for (int d = 0; d < actual.length; d++) {
                    assertThat(actual[d]).as("%s %s %d", kind, context, d).isCloseTo(expected[d], within(2e-5f));
                }
            }
        }
    }

    /** The user vector that the training network makes of a history, from the arrays of the model. */
    private static float[] pyTorch(SequenceKind kind, SequenceOptions options, SequenceModel model, int[] history) {
        return Tensors.within(() -> {
            Map<String, Tensor> weights = new LinkedHashMap<>();
            model.tensors().matrices().forEach((name, matrix) -> {
                boolean vector = matrix.rows() == 1 && !name.endsWith("source");
                weights.put(
                        name,
                        Tensor.create(
                                matrix.values(),
                                vector ? new long[] {matrix.columns()} : new long[] {matrix.rows(), matrix.columns()}));
            });
            ForwardPass pass = ForwardPass.still(weights);
            boolean context = options.context() == SequenceContext.GRAPH_CONTEXT;
            ItemRowLayout columns =
                    new ItemRowLayout(options.embeddingDimension(), kind == SequenceKind.GCN, context, context);
            int[] items = history.clone();
            Tensor rows = new ItemTowerOf(model, options, columns).rows(pass, items);
            Tensor users = HistoryNetwork.of(kind, options, true)
                    .encode(pass, rows.reshape(1, history.length, columns.width()), columns, null);
            float[] all = ForwardPass.floats(users);
            int from = all.length - options.embeddingDimension();
            return java.util.Arrays.copyOfRange(all, from, all.length);
        });
    }

    /** The rows of items from the tables of a model, and their content from its weights. */
    private record ItemTowerOf(SequenceModel model, SequenceOptions options, ItemRowLayout columns) {

        Tensor rows(ForwardPass pass, int[] items) {
            Matrix features = org.graphrec.training.math.Vectors.unitRows(Toy.random(Toy.ITEMS, 12, 2));
            Tensor[] parts = new Tensor[columns.width() / columns.dimension()];
            int next = 0;
            parts[next++] = table(pass, "items", items);
            if (columns.hasContent()) {
                Tensor texts = pick(pass, features, items);
                parts[next++] = pass.dense("tower.second", ForwardPass.activate(pass.dense("tower.first", texts)));
            }
            if (columns.hasText()) {
                parts[next++] = table(pass, "text", items);
            }
            if (columns.hasGraph()) {
                parts[next] = table(pass, "graph", items);
            }
            return ForwardPass.concat(1, parts);
        }

        private Tensor table(ForwardPass pass, String name, int[] items) {
            return pick(pass, model.tensors().find(name).orElseThrow(), items);
        }

        private static Tensor pick(ForwardPass pass, Matrix table, int[] items) {
            float[] rows = new float[items.length * table.columns()];
            for (int i = 0; i < items.length; i++) {
                System.arraycopy(table.values(), table.offset(items[i]), rows, i * table.columns(), table.columns());
            }
            return pass.numbers(rows, items.length, table.columns());
        }
    }
}
