// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.architecture.sequence.SequenceModel;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.architecture.sequence.SequenceTask;
import org.graphrec.training.architecture.sequence.SequenceTensors;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.model.EpochReport;

/** Makes a model in plain arrays of a head as it stands. */
final class SequenceSnapshot {

    private static final int ITEMS_PER_BLOCK = 512;

    private final SequenceTask task;
    private final ItemTower tower;
    private final HistoryNetwork head;
    private final TrainableWeights itemParameters;
    private final TrainableWeights headParameters;
    private final ClassSplit classes;

    SequenceSnapshot(
            SequenceTask task,
            ItemTower tower,
            HistoryNetwork head,
            TrainableWeights itemParameters,
            TrainableWeights headParameters,
            ClassSplit classes) {
        this.task = task;
        this.tower = tower;
        this.head = head;
        this.itemParameters = itemParameters;
        this.headParameters = headParameters;
        this.classes = classes;
    }

    /** The model after {@code epoch} epochs. */
    SequenceModel model(int epoch, List<EpochReport> reports) {
        Map<String, Matrix> matrices = new LinkedHashMap<>();
        tables(matrices);
        matrices.putAll(itemParameters.matrices());
        matrices.putAll(headParameters.matrices());
        Map<String, Object> parameters = parameters(epoch);
        if (classes != null) {
            parameters.put("classAccuracy", accuracy(matrices));
        }
        return new SequenceModel(
                task.kind(), new SequenceTensors(matrices), task.options(), cold(), parameters, reports);
    }

    /** Runs all items through the tower, and through what the head knows of each. */
    private void tables(Map<String, Matrix> matrices) {
        int items = task.interactions().items();
        int[] all = IntStream.range(0, items).toArray();
        ItemRowLayout columns = tower.columns();
        // the first block tells which tables there are; then every block fills its rows
        block(all, 0, 0, (name, rows) -> matrices.put(name, new Matrix(items, (int) rows.size(1))));
        Parallel.forBlocks(
                items,
                ITEMS_PER_BLOCK,
                task.concurrency(),
                task.monitor().withoutProgress(),
                (from, to) -> block(all, from, to, (name, rows) -> {
                    float[] values = ForwardPass.floats(rows);
                    System.arraycopy(
                            values,
                            0,
                            matrices.get(name).values(),
                            from * matrices.get(name).columns(),
                            values.length);
                }));
        if (!columns.hasText()) {
            matrices.remove("text");
        }
    }

    private void block(int[] all, int from, int to, java.util.function.BiConsumer<String, Tensor> table) {
        ItemRowLayout columns = tower.columns();
        Gradients.recorded(
                false,
                () -> Tensors.within(() -> {
                    Map<String, Tensor> weights = new LinkedHashMap<>(itemParameters.leaves());
                    weights.putAll(headParameters.leaves());
                    ForwardPass pass = ForwardPass.still(weights);
                    Tensor rows = tower.rows(pass, tower.own(pass, all, from, to), all, from, to);
                    table.accept("items", columns.items(rows));
                    if (columns.hasText()) {
                        table.accept("text", columns.text(rows));
                    }
                    if (columns.hasGraph()) {
                        table.accept("graph", columns.graph(rows));
                    }
                    head.tables(pass, rows, columns).forEach(table);
                    return null;
                }));
    }

    private Map<String, Object> parameters(int epoch) {
        SequenceOptions options = task.options();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("embeddingDimension", (long) options.embeddingDimension());
        switch (task.kind()) {
            case TRANSFORMER -> {
                parameters.put("layers", (long) options.layers());
                parameters.put("attentionHeads", (long) options.attentionHeads());
            }
            case GAT -> parameters.put("attentionHeads", (long) options.attentionHeads());
            case SAGE -> parameters.put("aggregator", options.pool() ? "pool" : "mean");
            case GCN, LSTM -> {
                // nothing more
            }
        }
        parameters.put("historyLength", (long) options.historyLength());
        parameters.put("epochs", (long) epoch);
        parameters.put("batchSize", (long) options.batchSize());
        parameters.put("learningRate", options.learningRate());
        parameters.put("penaltyL2", options.penaltyL2());
        parameters.put("dropout", options.dropout());
        parameters.put("loss", options.loss().cypherName());
        parameters.put("fusion", options.context().cypherName());
        parameters.put("augmentation", options.augmentation().cypherName());
        return parameters;
    }

    private BitSet cold() {
        BitSet cold = new BitSet(task.interactions().items());
        cold.set(0, task.interactions().items());
        for (int item : task.interactions().byUser().targets()) {
            cold.clear(item);
        }
        return cold;
    }

    /** The share of right classes among the items that were kept back. */
    private double accuracy(Map<String, Matrix> matrices) {
        Matrix items = matrices.get("items");
        Matrix weight = matrices.get("class.weight");
        float[] bias = matrices.get("class.bias").values();
        int right = 0;
        int all = 0;
        for (int item = 0; item < items.rows(); item++) {
            int expected = classes.measured(item);
            if (expected >= 0) {
                float[] logits = bias.clone();
                for (int d = 0; d < items.columns(); d++) {
                    for (int c = 0; c < logits.length; c++) {
                        logits[c] += items.at(item, d) * weight.at(d, c);
                    }
                }
                int best = 0;
                for (int c = 1; c < logits.length; c++) {
                    best = logits[c] > logits[best] ? c : best;
                }
                right += best == expected ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 0 : (double) right / all;
    }
}
