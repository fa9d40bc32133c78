// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Groups texts of similar length, so that little padding is computed. */
final class Batches {

    private Batches() {}

    /**
     * Puts texts into batches, the longest texts first, so that a long text does not come alone at the end. The same
     * lengths give the same batches.
     *
     * @param lengths tokens per text, each at most {@code maxTokens}; 0 for a text that needs no run and is left out
     * @param maxTokens the most tokens of a batch, padding included
     * @param maxRows the most texts of a batch
     * @return indices of texts, batch by batch
     */
    static List<int[]> of(int[] lengths, int maxTokens, int maxRows) {
        Integer[] order = new Integer[lengths.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt((Integer i) -> -lengths[i]));
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < order.length && lengths[order[from]] > 0; ) {
            int rows = Math.min(maxRows, Math.max(1, maxTokens / lengths[order[from]]));
            int to = from;
            while (to < order.length && to - from < rows && lengths[order[to]] > 0) {
                to++;
            }
            batches.add(Arrays.stream(order, from, to).mapToInt(i -> i).toArray());
            from = to;
        }
        return batches;
    }
}
