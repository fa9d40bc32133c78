// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.List;
import org.graphrec.training.Require;

/** The inner products of a vector and the rows of a matrix, each times the row's own factor. */
public final class InnerProducts {
    private final StackedMatrix rows;
    private final StackedMatrix factors;
    private final float[] vector;

    /**
     * None of them computed yet; nothing is copied.
     *
     * @param rows [rows, columns]
     * @param factors [rows, 1], not negative; null for 1
     * @param vector of size columns
     */
    public InnerProducts(StackedMatrix rows, StackedMatrix factors, float[] vector) {
        this.rows = rows;
        this.factors = factors;
        this.vector = vector;
        Require.size("vector", vector.length, rows.columns());
        if (factors != null) {
            Require.size("factors", factors.rows(), rows.rows());
            Require.size("row of factors", factors.columns(), 1);
        }
    }

    /** All of them, into the beginning of {@code products}. */
    public void all(float[] products) {
        rows.multiply(vector, products);
        if (factors != null) {
            factors.scale(products);
        }
    }

    /**
     * All of several, each into the beginning of its array: in less time than one after the other, and bit for bit the same.
     *
     * @param several with the same rows and the same factors
     */
    public static void all(List<InnerProducts> several, float[][] products) {
        if (several.isEmpty()) {
            return;
        }
        InnerProducts one = several.get(0);
        one.rows.multiply(several.stream().map(own -> own.vector).toArray(float[][]::new), products);
        for (int i = 0; i < several.size() && one.factors != null; i++) {
            one.factors.scale(products[i]);
        }
    }

    /** Offers the rows that {@code best} would keep, which for many rows takes far less than all products. */
    public void offer(BestRows best) {
        rows.offer(vector, factors, best);
    }
}
