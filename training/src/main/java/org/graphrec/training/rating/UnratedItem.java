// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import org.graphrec.training.Require;
import org.graphrec.training.math.Vectors;

/**
 * What one draw expects of an item without ratings: the mean over ratings, and what a ridge regression on its text and its attributes
 * adds.
 */
public final class UnratedItem {

    private final float[] mean;
    private final float[][] coefficients;
    private final float[] centre;
    private final double[] precision;
    private final int textDimension;

    /**
     * An expectation over these arrays, which are not copied.
     *
     * @param mean bias and factor of an item of which nothing is known, [columns]
     * @param coefficients of the text and the attributes, [columns, dimension]; null where these say nothing
     * @param centre what is taken from them, [dimension]; null likewise
     * @param precision of an item's bias and factor around what is expected, [columns]
     * @param textDimension how much of the dimension is the text's; the attributes' comes behind
     */
    public UnratedItem(float[] mean, float[][] coefficients, float[] centre, double[] precision, int textDimension) {
        Require.size("precision", precision.length, mean.length);
        if (coefficients != null) {
            Require.size("coefficients", coefficients.length, mean.length);
            for (float[] row : coefficients) {
                Require.size("coefficients", row.length, centre.length);
            }
        }
        if (centre != null) {
            Require.between("textDimension", textDimension, 0, centre.length);
        }
        this.mean = mean;
        this.coefficients = coefficients;
        this.centre = centre;
        this.precision = precision;
        this.textDimension = textDimension;
    }

    /** An expectation by texts alone. */
    public UnratedItem(float[] mean, float[][] coefficients, float[] centre, double[] precision) {
        this(mean, coefficients, centre, precision, centre == null ? 0 : centre.length);
    }

    /** Bias and factor of an item of which nothing is known, [columns]. */
    public float[] mean() {
        return mean;
    }

    /** Of the text and the attributes, [columns, dimension]; null where these say nothing. */
    public float[][] coefficients() {
        return coefficients;
    }

    /** What is taken from them, [dimension]; null likewise. */
    public float[] centre() {
        return centre;
    }

    /** Of an item's bias and factor around what is expected, [columns]. */
    public double[] precision() {
        return precision;
    }

    /** How much of the dimension is the text's. */
    public int textDimension() {
        return textDimension;
    }

    /**
     * The bias and factor expected of an item.
     *
     * @param description its text, of unit length, and behind it its attributes, [dimension]; zeros in a part of which nothing is known.
     *     Null: nothing is known of the item
     */
    float[] row(float[] description) {
        float[] row = mean.clone();
        if (coefficients == null || description == null) {
            return row;
        }
        Require.size("description", description.length, centre.length);
        float[] centred = centred(description, centre, textDimension);
        for (int c = 0; c < row.length; c++) {
            row[c] += Vectors.dot(coefficients[c], 0, centred, 0, centred.length);
        }
        return row;
    }

    /** A description less its centre; what nothing is known of is at the centre. */
    static float[] centred(float[] description, float[] centre, int textDimension) {
        float[] centred = new float[centre.length];
        subtract(description, centre, 0, textDimension, centred);
        subtract(description, centre, textDimension, centre.length, centred);
        return centred;
    }

    private static void subtract(float[] description, float[] centre, int from, int to, float[] centred) {
        boolean described = false;
        for (int d = from; d < to; d++) {
            described |= description[d] != 0;
        }
        for (int d = from; d < to && described; d++) {
            centred[d] = description[d] - centre[d];
        }
    }
}
