// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.BitSet;

/**
 * Finds rows that have an inner product above 0 with some of several vectors, mostly from one product a row: with c the direction of
 * the vectors' sum, v = a c + r and x = p c + s for r and s at right angles to c, v'x is at most {@code a p + |r| |s|} (Cauchy-Schwarz).
 */
public final class PositiveProducts {
    /** By how much a bound must be below 0, in lengths of the two vectors, to be trusted whatever was rounded. */
    private static final double ROUNDING = 1e-4;

    private final StackedMatrix rows;
    private final float[][] vectors;
    private final float[] centre;
    private final double[] along; // a
    private final double[] across; // |r|
    private final double[] lengths;

    /**
     * For some vectors.
     *
     * @param rows [rows, columns]
     * @param vectors each of size columns
     */
    public PositiveProducts(StackedMatrix rows, float[][] vectors) {
        this.rows = rows;
        this.vectors = vectors;
        this.centre = new float[rows.columns()];
        for (float[] vector : vectors) {
            Vectors.axpy(1, vector, centre);
        }
        Vectors.normalise(centre, 0, centre.length);
        this.along = new double[vectors.length];
        this.across = new double[vectors.length];
        this.lengths = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            double square = Vectors.dot(vectors[i], 0, vectors[i], 0, centre.length);
            along[i] = Vectors.dot(vectors[i], 0, centre, 0, centre.length);
            across[i] = Math.sqrt(Math.max(0, square - along[i] * along[i]));
            lengths[i] = Math.sqrt(square);
        }
    }

    /** Takes out of {@code found} the rows that have no such product; such as have one stay, and of the others some near to it. */
    public void narrow(BitSet found) {
        float[] products = new float[rows.rows()];
        rows.multiply(centre, products);
        for (int row = found.nextSetBit(0); row >= 0; row = found.nextSetBit(row + 1)) {
            // the products sum to one above 0, or each is bounded, or has to be looked at
            found.set(row, products[row] > 0 || !(bounded(row, products[row]) || none(row)));
        }
    }

    private boolean bounded(int row, double p) {
        double square = rows.dot(row, row);
        double aside = Math.sqrt(Math.max(0, square - p * p));
        double rounding = ROUNDING * Math.sqrt(square);
        for (int i = 0; i < vectors.length; i++) {
            if (!(along[i] * p + across[i] * aside < -rounding * lengths[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean none(int row) {
        for (float[] vector : vectors) {
            if (rows.dot(row, vector) > 0) {
                return false;
            }
        }
        return true;
    }
}
