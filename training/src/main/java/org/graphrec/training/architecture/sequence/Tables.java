// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.graph.History;
import org.graphrec.training.math.Matrix;

/** Sums of rows of item tables over a history. */
final class Tables {

    /** The slope below 0 of every activation of a head. */
    static final float SLOPE = 0.2f;

    private Tables() {}

    /** The row of an item, times its emphasis. */
    static float[] row(Matrix table, History history, int i) {
        float[] row = new float[table.columns()];
        add(1, table, history, i, 0, row.length, row);
        return row;
    }

    /** {@code sum[from..to) += share * emphasis * row[from..to)}. */
    static void add(float share, Matrix table, History history, int i, int from, int to, float[] sum) {
        float factor = share * history.emphasis(i);
        int offset = table.offset(history.item(i));
        for (int d = from; d < to; d++) {
            sum[d] = Math.fma(factor, table.values()[offset + d], sum[d]);
        }
    }

    /** The mean row of a history. */
    static float[] mean(Matrix table, History history) {
        float[] mean = new float[table.columns()];
        for (int i = 0; i < history.size(); i++) {
            add(1f / history.size(), table, history, i, 0, mean.length, mean);
        }
        return mean;
    }

    /** LeakyReLU in place. */
    static float[] activate(float[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = x[i] > 0 ? x[i] : SLOPE * x[i];
        }
        return x;
    }
}
