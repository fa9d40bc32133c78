// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The rows of a matrix whose scaled inner products with a vector are largest, exactly, without the products of all. After each
 * part of the columns a row is left out whose sum so far could not reach the k-th best: what lies behind adds no more than its
 * length times the vector's there (Cauchy-Schwarz, as in Teflioudi, Gemulla and Mykytiuk, LEMP, SIGMOD 2015).
 *
 * <p>The product of a row is that of {@link ColumnPanels#multiply}, bit for bit.
 */
final class InnerProductSearch {
    /** A row by itself takes as long as this many in a panel. */
    private static final int ALONE = 32;

    /** By how much a sum may be off by rounding, for each column, in lengths of the two vectors. */
    private static final double ROUNDING = 0x1p-22;

    private final ColumnPanels panels;
    private final Matrix matrix;
    private final float[] scales;
    private final float[] vector;
    private final float[] behind;
    private final double rounding;
    private final BestRows best;

    /**
     * A search among the rows of {@code matrix}.
     *
     * @param panels the same rows
     * @param scales a factor for the product of each row, not negative; null for 1
     * @param best takes what is found
     */
    InnerProductSearch(ColumnPanels panels, Matrix matrix, float[] scales, float[] vector, BestRows best) {
        this.panels = panels;
        this.matrix = matrix;
        this.scales = scales;
        this.vector = vector;
        this.best = best;
        this.behind = new float[panels.parts()];
        for (int part = 0; part < behind.length; part++) {
            behind[part] = Math.nextUp((float) length(panels.end(part)));
        }
        this.rounding = ROUNDING * matrix.columns() * length(0);
    }

    /** The length of the vector from a column on. */
    private double length(int from) {
        double squares = 0;
        for (int c = from; c < matrix.columns(); c++) {
            squares += (double) vector[c] * vector[c];
        }
        return Math.sqrt(squares);
    }

    /** Offers all rows that might be among the best. */
    void run() {
        BitSet eligible = best.eligible();
        if (eligible.cardinality() < matrix.rows() / ALONE) {
            int[] few = eligible.stream().takeWhile(row -> row < matrix.rows()).toArray();
            offerKept(0, few, few.length);
            return;
        }
        float[] sums = new float[Math.min(ColumnPanels.ROWS, matrix.rows())];
        int[] kept = new int[sums.length / ALONE];
        for (int panel = 0; panel < panels.count(); panel++) {
            search(panel, panels.size(panel) == sums.length ? sums : new float[panels.size(panel)], kept);
        }
    }

    private void search(int panel, float[] sums, int[] kept) {
        int first = panel * ColumnPanels.ROWS;
        Arrays.fill(sums, 0);
        for (int part = 0; part < behind.length - 1; part++) {
            panels.addPart(panel, part, vector, sums);
            int count = keep(panel, part, sums, kept);
            if (count >= 0) {
                offerKept(first, kept, count);
                return;
            }
        }
        panels.addPart(panel, behind.length - 1, vector, sums);
        for (int i = 0; i < sums.length; i++) {
            best.offer(first + i, scaled(first + i, sums[i]));
        }
    }

    /** Four rows at once, since each product waits for its own last addition. */
    private void offerKept(int first, int[] kept, int count) {
        float[] values = matrix.values();
        for (int i = 0; i < count; i += 4) {
            int a = matrix.offset(first + kept[i]);
            int b = matrix.offset(first + kept[Math.min(i + 1, count - 1)]);
            int c = matrix.offset(first + kept[Math.min(i + 2, count - 1)]);
            int d = matrix.offset(first + kept[Math.min(i + 3, count - 1)]);
            float sumA = 0;
            float sumB = 0;
            float sumC = 0;
            float sumD = 0;
            for (int column = 0; column < matrix.columns(); column++) {
                float factor = vector[column];
                sumA = Math.fma(factor, values[a + column], sumA);
                sumB = Math.fma(factor, values[b + column], sumB);
                sumC = Math.fma(factor, values[c + column], sumC);
                sumD = Math.fma(factor, values[d + column], sumD);
            }
            float[] products = {sumA, sumB, sumC, sumD};
            for (int j = i; j < Math.min(i + 4, count); j++) {
                best.offer(first + kept[j], scaled(first + kept[j], products[j - i]));
            }
        }
    }

    /** Puts the rows of a panel that might be among the best into {@code kept}, and returns how many; -1 if they do not fit. */
    private int keep(int panel, int part, float[] sums, int[] kept) {
        int first = panel * ColumnPanels.ROWS;
        float[] rests = panels.rests(panel, part);
        float slack = (float) (rounding * panels.longest(panel));
        float least = best.least();
        int count = 0;
        for (int i = 0; i < sums.length; i++) {
            float most = Math.fma(behind[part], rests[i], sums[i]) + slack;
            // a bound that is not a number bounds nothing
            if (!(scaled(first + i, most) < least) && best.eligible().get(first + i)) {
                if (count == kept.length) {
                    return -1;
                }
                kept[count++] = i;
            }
        }
        return count;
    }

    private float scaled(int row, float product) {
        return scales == null ? product : product * scales[row];
    }
}
