// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Gemm;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;

/** The items with the most similar texts, by exact cosine over all pairs. */
public final class TextNeighbours implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final int ROWS_PER_BLOCK = 64;

    private static final int PANEL = 512;

    private final Matrix unit;

    /** Over [items, dimension] unit or zero rows. */
    public TextNeighbours(Matrix unit) {
        this.unit = unit;
    }

    /** The cosine of two items, 0 when either has no text. */
    float cosine(int a, int b) {
        return Vectors.dot(unit.values(), unit.offset(a), unit.values(), unit.offset(b), unit.columns());
    }

    /** True when {@code item} has a text. */
    public boolean has(int item) {
        int offset = unit.offset(item);
        for (int d = 0; d < unit.columns(); d++) {
            if (unit.values()[offset + d] != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * For every item of {@code sources} the {@code k} nearest of {@code targets} with a positive cosine, itself left out, best
     * first.
     *
     * @return one array for each item; null for items not in {@code sources}
     */
    int[][] nearest(BitSet sources, BitSet targets, int k, int concurrency, Monitor monitor) {
        int[] sourceItems = sources.stream().toArray();
        int[] targetItems = targets.stream().toArray();
        float[][][] panels = panels(targetItems);
        int[][] nearest = new int[unit.rows()][];
        Parallel.forBlocks(sourceItems.length, ROWS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[][] rows = new float[to - from][];
            TopK[] best = new TopK[to - from];
            for (int i = from; i < to; i++) {
                int offset = unit.offset(sourceItems[i]);
                rows[i - from] = Arrays.copyOfRange(unit.values(), offset, offset + unit.columns());
                best[i - from] = new TopK(k);
            }
            for (int p = 0; p < panels.length; p++) {
                monitor.assertRunning();
                float[][] cosines = Gemm.multiply(rows, panels[p], 1, Monitor.SILENT);
                for (int i = 0; i < rows.length; i++) {
                    offerAll(cosines[i], targetItems, p * PANEL, sourceItems[from + i], best[i]);
                }
            }
            for (int i = from; i < to; i++) {
                nearest[sourceItems[i]] = Arrays.stream(best[i - from].drain())
                        .mapToInt(TopK::index)
                        .toArray();
            }
        });
        return nearest;
    }

    private static void offerAll(float[] cosines, int[] targets, int first, int source, TopK best) {
        for (int j = 0; j < cosines.length; j++) {
            int target = targets[first + j];
            if (cosines[j] > 0 && target != source && best.admits(cosines[j])) {
                best.offer(cosines[j], target);
            }
        }
    }

    /** The target vectors as columns, in panels of [dimension, PANEL]. */
    private float[][][] panels(int[] targets) {
        float[][][] panels = new float[(targets.length + PANEL - 1) / PANEL][][];
        for (int p = 0; p < panels.length; p++) {
            int from = p * PANEL;
            int width = Math.min(PANEL, targets.length - from);
            panels[p] = new float[unit.columns()][width];
            for (int j = 0; j < width; j++) {
                int offset = unit.offset(targets[from + j]);
                for (int d = 0; d < unit.columns(); d++) {
                    panels[p][d][j] = unit.values()[offset + d];
                }
            }
        }
        return panels;
    }
}
