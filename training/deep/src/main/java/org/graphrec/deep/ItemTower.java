// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.graphrec.training.architecture.sequence.SequenceContext;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.architecture.sequence.SequenceTask;
import org.graphrec.training.math.Matrix;

/**
 * The rows of items: a vector of its own, which begins as the item's place in the graph, plus what a network makes of its text; and
 * beside it what the head reads as content and contexts. An item without interactions has no vector of its own, and an item without
 * text none from its text.
 */
final class ItemTower {

    /** Of the spectral vectors, whose components are about 1, at the start. */
    private static final float SPECTRAL_SCALE = 0.1f;

    private static final float NOISE = 0.02f;

    private final SequenceOptions options;
    private final Matrix features;
    private final Matrix spectral;
    private final ItemRowLayout columns;
    private final boolean[] cold;
    private final float[] own;
    private final AdamW adam;

    ItemTower(SequenceTask task) {
        this.options = task.options();
        this.features = task.features();
        this.spectral = task.spectral();
        boolean context = options.context() == SequenceContext.GRAPH_CONTEXT;
        this.columns = new ItemRowLayout(
                options.embeddingDimension(),
                features != null && task.kind() == SequenceKind.GCN,
                features != null && context,
                context);
        this.cold = new boolean[task.interactions().items()];
        java.util.Arrays.fill(cold, true);
        for (int item : task.interactions().byUser().targets()) {
            cold[item] = false;
        }
        this.own = start(task.randomSeed());
        this.adam = new AdamW(own.length);
    }

    private float[] start(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int dimension = options.embeddingDimension();
        float[] start = new float[Math.multiplyExact(cold.length, dimension)];
        for (int item = 0; item < cold.length; item++) {
            for (int d = 0; d < dimension; d++) {
                float noise = (float) (NOISE * random.nextGaussian());
                start[item * dimension + d] = cold[item] ? 0 : SPECTRAL_SCALE * spectral.at(item, d) + noise;
            }
        }
        return start;
    }

    ItemRowLayout columns() {
        return columns;
    }

    void declare(TrainableWeights parameters) {
        int dimension = options.embeddingDimension();
        if (features != null) {
            parameters.dense("tower.first", features.columns(), hidden());
            parameters.dense("tower.second", hidden(), dimension);
        }
        if (columns.hasText()) {
            parameters.weight("tower.text", features.columns(), dimension);
        }
        if (columns.hasGraph()) {
            parameters.weight("tower.graph", dimension, dimension);
        }
    }

    private int hidden() {
        return 2 * options.embeddingDimension();
    }

    /** The own vectors of some items, [items, dimension]: what a gradient is taken for beside the weights. */
    Tensor own(ForwardPass pass, int[] items, int from, int to) {
        Tensor leaf = pass.numbers(
                gather(own, options.embeddingDimension(), items, from, to), to - from, options.embeddingDimension());
        leaf.set_requires_grad(true);
        return leaf;
    }

    /** The rows of {@code items[from..to)}, [items, width]. */
    Tensor rows(ForwardPass pass, Tensor own, int[] items, int from, int to) {
        Tensor vectors = own;
        Tensor[] parts = new Tensor[columns.width() / columns.dimension()];
        int next = 1;
        if (features != null) {
            int size = features.columns();
            Tensor texts =
                    pass.dropout(pass.numbers(gather(features.values(), size, items, from, to), to - from, size));
            Tensor hidden = ForwardPass.activate(pass.dense("tower.first", texts));
            Tensor content = pass.dense("tower.second", hidden).mul(described(pass, items, from, to));
            vectors = own.add(content);
            if (columns.hasContent()) {
                parts[next++] = content;
            }
            if (columns.hasText()) {
                parts[next++] = texts.matmul(pass.weight("tower.text"));
            }
        }
        if (columns.hasGraph()) {
            int size = spectral.columns();
            parts[next] = pass.numbers(gather(spectral.values(), size, items, from, to), to - from, size)
                    .matmul(pass.weight("tower.graph"));
        }
        parts[0] = vectors;
        return ForwardPass.concat(1, parts);
    }

    /** 1 for an item with text, else 0. */
    private Tensor described(ForwardPass pass, int[] items, int from, int to) {
        float[] described = new float[to - from];
        for (int i = from; i < to; i++) {
            int offset = features.offset(items[i]);
            for (int d = 0; d < features.columns() && described[i - from] == 0; d++) {
                described[i - from] = features.values()[offset + d] == 0 ? 0 : 1;
            }
        }
        return pass.numbers(described, to - from, 1);
    }

    private static float[] gather(float[] table, int columns, int[] items, int from, int to) {
        float[] rows = new float[Math.multiplyExact(to - from, columns)];
        for (int i = from; i < to; i++) {
            System.arraycopy(table, items[i] * columns, rows, (i - from) * columns, columns);
        }
        return rows;
    }

    /** A step of AdamW for the own vectors of {@code items[from..]}; those of cold items stay zero. */
    void step(int[] items, int from, float[] gradients, int step) {
        int dimension = options.embeddingDimension();
        for (int i = 0; i < gradients.length / dimension; i++) {
            int item = items[from + i];
            if (!cold[item]) {
                adam.step(
                        own,
                        item * dimension,
                        gradients,
                        i * dimension,
                        dimension,
                        step,
                        options.learningRate(),
                        options.penaltyL2());
            }
        }
    }
}
