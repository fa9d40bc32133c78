// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.Strongest;

/** Rows of edges put together. */
public final class Edges {
    private static final int ITEMS_PER_BLOCK = 16;

    private Edges() {}

    /** Adds up, for one item, what it has in common with each of the others. */
    @FunctionalInterface
    public interface Sums {
        /** {@code sums} has an entry for each item, all of them 0 before. */
        void add(int item, float[] sums);
    }

    /** The factor of what two items have in common. */
    @FunctionalInterface
    public interface Scale {
        /** Greater than 0. */
        float of(int item, int other);
    }

    /**
     * The square matrix with the strongest positive edges of each item to others, targets ascending, divided by the strongest of all.
     *
     * @param neighbours edges kept per item, at most
     */
    public static Csr strongestOfEach(
            int items, int neighbours, int concurrency, Monitor monitor, Sums sums, Scale scale) {
        int[][] targets = new int[items][];
        float[][] weights = new float[items][];
        Parallel.forBlocks(items, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] row = new float[items];
            int[] others = new int[items];
            float[] found = new float[items];
            Strongest strongest = new Strongest();
            for (int item = from; item < to; item++) {
                sums.add(item, row);
                row[item] = 0;
                int count = 0;
                for (int other = 0; other < items; other++) {
                    if (row[other] > 0) {
                        others[count] = other;
                        found[count++] = row[other] * scale.of(item, other);
                    }
                }
                int kept = strongest.compact(found, count, neighbours);
                targets[item] = strongest.kept(others, kept);
                weights[item] = Arrays.copyOf(found, kept);
                Arrays.fill(row, 0);
            }
        });
        return scaled(items, targets, weights);
    }

    /** The weight of the strongest edge, whatever its sign; 1 when there is none. */
    public static float strongest(float[][] weights) {
        float strongest = 0;
        for (float[] row : weights) {
            for (float weight : row) {
                strongest = Math.max(strongest, Math.abs(weight));
            }
        }
        return strongest > 0 ? strongest : 1;
    }

    /** The matrix with these rows, divided by the strongest weight. */
    public static Csr scaled(int columns, int[][] targets, float[][] weights) {
        float strongest = strongest(weights);
        int[] offsets = new int[targets.length + 1];
        for (int item = 0; item < targets.length; item++) {
            offsets[item + 1] = Math.addExact(offsets[item], targets[item].length);
        }
        int[] allTargets = new int[offsets[targets.length]];
        float[] allWeights = new float[allTargets.length];
        for (int item = 0; item < targets.length; item++) {
            System.arraycopy(targets[item], 0, allTargets, offsets[item], targets[item].length);
            for (int i = 0; i < weights[item].length; i++) {
                allWeights[offsets[item] + i] = weights[item][i] / strongest;
            }
        }
        return new Csr(targets.length, columns, offsets, allTargets, allWeights);
    }
}
