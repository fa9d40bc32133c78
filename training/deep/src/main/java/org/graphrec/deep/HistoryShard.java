// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.graphrec.training.architecture.sequence.Augmentation;
import org.graphrec.training.architecture.sequence.SequenceOptions;

/** A part of the histories of one step, and what they lose. */
final class HistoryShard {

    private static final double DROPPED = 0.2;

    private static final double CONTRAST_WEIGHT = 0.1;

    private final int[][] sequences;
    private final int length;
    private final SequenceOptions options;
    private final ItemRowLayout columns;
    private final Map<String, Tensor> leaves;
    private final ForwardPass pass;
    private final Tensor table;

    /**
     * Over the items' rows, for which gradients are taken as well.
     *
     * @param sequences places of items in the table; at least one sequence, each of at least two items
     * @param table [items of the step, width]
     */
    HistoryShard(
            TrainableWeights parameters,
            SequenceOptions options,
            ItemRowLayout columns,
            int[][] sequences,
            float[] table,
            SplittableRandom random) {
        this.sequences = sequences;
        this.length = Arrays.stream(sequences)
                .mapToInt(sequence -> sequence.length - 1)
                .max()
                .orElseThrow();
        this.options = options;
        this.columns = columns;
        this.leaves = parameters.leaves();
        this.pass = new ForwardPass(leaves, random, options.dropout(), ScalarType.Float);
        this.table = pass.numbers(table, table.length / columns.width(), columns.width());
        this.table.set_requires_grad(true);
    }

    /**
     * Takes the gradients of the loss.
     *
     * @param negatives places of the items that compete with the right ones
     * @param population the items there are beside a right one
     * @param allRows rows of the whole batch, by which the loss is divided
     * @param allSequences histories of the whole batch
     * @return the share of this shard in the batch's mean loss
     */
    double backward(HistoryNetwork head, long[] negatives, int population, int allRows, int allSequences) {
        int count = Arrays.stream(sequences)
                .mapToInt(sequence -> sequence.length - 1)
                .sum();
        long[] inputs = new long[sequences.length * length];
        long[] positions = new long[count];
        long[] right = new long[count];
        int next = 0;
        for (int b = 0; b < sequences.length; b++) {
            for (int t = 0; t < sequences[b].length - 1; t++) {
                inputs[b * length + t] = sequences[b][t];
                positions[next] = (long) b * length + t;
                right[next++] = sequences[b][t + 1];
            }
        }
        Tensor x = ForwardPass.rows(table, pass.indices(inputs, sequences.length, length));
        float[] kept = options.augmentation() == Augmentation.NONE ? null : kept();
        Tensor users = flat(head.encode(pass, x, columns, kept));
        Tensor rightPlaces = pass.indices(right, count);
        Tensor otherPlaces = pass.indices(negatives, negatives.length);
        Tensor sum = Losses.of(
                options.loss(),
                ForwardPass.rows(users, pass.indices(positions, count)),
                columns.items(ForwardPass.rows(table, rightPlaces)),
                columns.items(ForwardPass.rows(table, otherPlaces)),
                rightPlaces.unsqueeze(1).eq(otherPlaces.unsqueeze(0)),
                population);
        Tensor loss = ForwardPass.times(sum, 1.0 / allRows);
        double lost = loss.item_double();
        if (options.augmentation() == Augmentation.CONTRASTIVE) {
            Tensor last = pass.indices(lastPositions(), sequences.length);
            Tensor other = flat(head.encode(pass, x, columns, kept()));
            Tensor contrast = Losses.contrast(pass, ForwardPass.rows(users, last), ForwardPass.rows(other, last));
            loss = loss.add(ForwardPass.times(contrast, CONTRAST_WEIGHT / allSequences));
        }
        loss.backward();
        return lost;
    }

    private Tensor flat(Tensor users) {
        return users.reshape(-1, columns.dimension());
    }

    private long[] lastPositions() {
        long[] last = new long[sequences.length];
        for (int b = 0; b < last.length; b++) {
            last[b] = (long) b * length + sequences[b].length - 2;
        }
        return last;
    }

    /** 0 for a fifth of the positions. */
    private float[] kept() {
        float[] kept = new float[sequences.length * length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = pass.random().nextDouble() < DROPPED ? 0 : 1;
        }
        return kept;
    }

    /** The gradient of the table, [items of the step, width]. */
    float[] tableGradient() {
        return ForwardPass.floats(table.grad());
    }

    /** The gradients of the head's weights. */
    Map<String, float[]> gradients(TrainableWeights parameters) {
        return parameters.gradients(leaves);
    }
}
