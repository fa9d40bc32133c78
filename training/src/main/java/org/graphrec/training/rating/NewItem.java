package org.graphrec.training.rating;

import org.graphrec.training.Require;
import org.graphrec.training.math.Vectors;

/** What one draw expects of an item without ratings: the mean over ratings, and what a ridge regression on its text adds. */
public final class NewItem {

    private final float[] mean;
    private final float[][] coefficients;
    private final float[] centre;
    private final double[] precision;

    /**
     * An expectation over these arrays, which are not copied.
     *
     * @param mean bias and factor without text, [columns]
     * @param coefficients of the text, [columns, dimension]; null where texts say nothing
     * @param centre what is taken from a text of unit length, [dimension]; null likewise
     * @param precision of an item's bias and factor around what is expected, [columns]
     */
    public NewItem(float[] mean, float[][] coefficients, float[] centre, double[] precision) {
        Require.size("precision", precision.length, mean.length);
        if (coefficients != null) {
            Require.size("coefficients", coefficients.length, mean.length);
            for (float[] row : coefficients) {
                Require.size("coefficients", row.length, centre.length);
            }
        }
        this.mean = mean;
        this.coefficients = coefficients;
        this.centre = centre;
        this.precision = precision;
    }

    /** Bias and factor without text, [columns]. */
    public float[] mean() {
        return mean;
    }

    /** Of the text, [columns, dimension]; null where texts say nothing. */
    public float[][] coefficients() {
        return coefficients;
    }

    /** What is taken from a text, [dimension]; null where texts say nothing. */
    public float[] centre() {
        return centre;
    }

    /** Of an item's bias and factor around what is expected, [columns]. */
    public double[] precision() {
        return precision;
    }

    /** The bias and factor expected of an item with this text, of unit length; null or zeros: without text. */
    float[] row(float[] text) {
        float[] row = mean.clone();
        if (coefficients == null || text == null || !TextFeatures.described(text)) {
            return row;
        }
        float[] centred = new float[centre.length];
        Require.size("text", text.length, centre.length);
        for (int d = 0; d < centred.length; d++) {
            centred[d] = text[d] - centre[d];
        }
        for (int c = 0; c < row.length; c++) {
            row[c] += Vectors.dot(coefficients[c], 0, centred, 0, centred.length);
        }
        return row;
    }
}
