// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** A part of the items of one step: their rows, and the way back through what made them. */
final class ItemShard {

    private static final double CLASS_WEIGHT = 0.5;

    private final int[] items;
    private final int from;
    private final int to;
    private final Map<String, Tensor> leaves;
    private final ForwardPass pass;
    private final Tensor own;
    private final Tensor rows;

    /** Makes the rows of {@code items[from..to)}. */
    ItemShard(
            ItemTower tower,
            TrainableWeights parameters,
            int[] items,
            int from,
            int to,
            SplittableRandom random,
            double dropout) {
        this.items = items;
        this.from = from;
        this.to = to;
        this.leaves = parameters.leaves();
        this.pass = new ForwardPass(leaves, random, dropout, ScalarType.Float);
        this.own = tower.own(pass, items, from, to);
        this.rows = tower.rows(pass, own, items, from, to);
    }

    /** Where the shard begins among the items. */
    int from() {
        return from;
    }

    /** Copies the rows into the table of all items of the step. */
    void copyInto(float[] table, int width) {
        float[] values = ForwardPass.floats(rows);
        System.arraycopy(values, 0, table, from * width, values.length);
    }

    /**
     * Takes the gradients of what the histories lose, and of what the classes lose where there are some.
     *
     * @param tableGradient of the table of all items of the step
     */
    void backward(float[] tableGradient, ItemRowLayout columns, ClassSplit classes) {
        int width = columns.width();
        float[] part = java.util.Arrays.copyOfRange(tableGradient, from * width, to * width);
        Tensor loss = rows.mul(pass.numbers(part, to - from, width)).sum();
        int labelled = 0;
        for (int i = from; classes != null && i < to; i++) {
            labelled += classes.learned(items[i]) >= 0 ? 1 : 0;
        }
        if (labelled > 0) {
            long[] places = new long[labelled];
            long[] right = new long[labelled];
            int next = 0;
            for (int i = from; i < to; i++) {
                if (classes.learned(items[i]) >= 0) {
                    places[next] = (long) i - from;
                    right[next++] = classes.learned(items[i]);
                }
            }
            Tensor vectors = ForwardPass.rows(columns.items(rows), pass.indices(places, labelled));
            Tensor lost = Losses.classes(pass.dense("class", vectors), pass.indices(right, labelled));
            loss = loss.add(ForwardPass.times(lost, CLASS_WEIGHT / labelled / SequenceTraining.SHARDS));
        } else if (classes != null) {
            // nothing to learn here, but every weight has a gradient
            loss = loss.add(ForwardPass.times(pass.weight("class.weight").sum(), 0))
                    .add(ForwardPass.times(pass.weight("class.bias").sum(), 0));
        }
        loss.backward();
    }

    /** The gradients of the items' own vectors, [to - from, dimension]. */
    float[] ownGradient() {
        return ForwardPass.floats(own.grad());
    }

    /** The gradients of the weights. */
    Map<String, float[]> gradients(TrainableWeights parameters) {
        return parameters.gradients(leaves);
    }
}
