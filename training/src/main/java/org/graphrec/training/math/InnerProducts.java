package org.graphrec.training.math;

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

    /** Offers the rows that {@code best} would keep, which for many rows takes far less than all products. */
    public void offer(BestRows best) {
        rows.offer(vector, factors, best);
    }
}
