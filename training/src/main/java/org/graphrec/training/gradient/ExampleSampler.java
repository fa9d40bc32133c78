// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.HistoryWeighting;

/**
 * Makes examples of users. Where times are known, a history is cut at random: the items before are the input, those that
 * follow are the targets, the next one first in weight (1, 1/2, 1/3, ...). Else each item falls to either side by a coin.
 */
final class ExampleSampler {

    private static final int MAX_INPUTS = 200;

    private static final int MAX_TARGETS = 50;

    private static final int MAX_NEXT = 10;

    private final Interactions interactions;
    private final HistoryWeighting weighting;
    private final int negatives;
    private final int[] warm;

    /**
     * A sampler over the items with interactions.
     *
     * @param negatives sampled for each block of examples; fewer are left where some are drawn twice
     */
    ExampleSampler(Interactions interactions, HistoryWeighting weighting, int negatives) {
        this.interactions = interactions;
        this.weighting = weighting;
        this.negatives = negatives;
        BitSet known = new BitSet(interactions.items());
        Arrays.stream(interactions.byUser().targets()).forEach(known::set);
        warm = known.stream().toArray();
    }

    /** The users that make an example: those with two items at least. */
    int[] users() {
        Csr byUser = interactions.byUser();
        int[] users = new int[byUser.rows()];
        int count = 0;
        for (int user = 0; user < users.length; user++) {
            if (byUser.degree(user) > 1) {
                users[count++] = user;
            }
        }
        return Arrays.copyOf(users, count);
    }

    /** One example of each of {@code users}. */
    Batch sample(int[] users, SplittableRandom random) {
        Rows inputs = new Rows(users.length);
        Rows targets = new Rows(users.length);
        Rows excluded = new Rows(users.length);
        for (int user : users) {
            History history = interactions.history(user);
            if (interactions.timed()) {
                cut(history, 1 + random.nextInt(history.size() - 1), inputs, targets);
            } else {
                split(history, inputs, targets, random);
            }
            for (int i = 0; i < history.size(); i++) {
                excluded.add(history.item(i), 1);
            }
            inputs.end(false);
            targets.end(true);
            excluded.end(false);
        }
        int blocks = (users.length + Batch.EXAMPLES_PER_BLOCK - 1) / Batch.EXAMPLES_PER_BLOCK;
        Rows sampled = new Rows(blocks);
        for (int block = 0; block < blocks; block++) {
            random.ints(negatives, 0, warm.length)
                    .map(i -> warm[i])
                    .sorted()
                    .distinct()
                    .forEach(item -> sampled.add(item, 1));
            sampled.end(false);
        }
        int items = interactions.items();
        return new Batch(inputs.matrix(items), targets.matrix(items), excluded.matrix(items), sampled.matrix(items));
    }

    private void cut(History history, int at, Rows inputs, Rows targets) {
        for (int i = Math.max(0, at - MAX_INPUTS); i < at; i++) {
            inputs.add(history.item(i), (float) Math.pow(at - i, -weighting.decay()));
        }
        for (int i = at; i < Math.min(history.size(), at + MAX_NEXT); i++) {
            targets.add(history.item(i), 1f / (i - at + 1));
        }
    }

    private static void split(History history, Rows inputs, Rows targets, SplittableRandom random) {
        int[] order = new int[history.size()];
        for (int i = 0; i < order.length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        int wanted = 1 + random.nextInt(Math.min(MAX_TARGETS, order.length - 1));
        for (int i = 0; i < Math.min(order.length, wanted + MAX_INPUTS); i++) {
            (i < wanted ? targets : inputs).add(history.item(order[i]), 1);
        }
    }

    /** Rows of a sparse matrix under construction. */
    private static final class Rows {

        private final int[] offsets;
        private int rows;
        private int size;
        private int[] items = new int[1024];
        private float[] weights = new float[1024];

        Rows(int rows) {
            offsets = new int[rows + 1];
        }

        void add(int item, float weight) {
            if (size == items.length) {
                items = Arrays.copyOf(items, size * 2);
                weights = Arrays.copyOf(weights, size * 2);
            }
            items[size] = item;
            weights[size++] = weight;
        }

        /** Ends a row, whose weights are brought to the sum 1 if asked. */
        void end(boolean normalised) {
            float sum = 0;
            for (int i = offsets[rows]; i < size; i++) {
                sum += weights[i];
            }
            for (int i = offsets[rows]; i < size && normalised; i++) {
                weights[i] /= sum;
            }
            offsets[++rows] = size;
        }

        Csr matrix(int columns) {
            return new Csr(rows, columns, offsets, Arrays.copyOf(items, size), Arrays.copyOf(weights, size));
        }
    }
}
