package org.graphrec.training.rating;

import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Vectors;

/** One draw of everything but the users, from which any user's factor follows in closed form. Ratings are standardised here. */
public final class Draw {

    private final float[][] design;
    private final float[] bias;
    private final float[][] implicit;
    private final double[] intercept;
    private final double[] precision;
    private final double noise;

    /**
     * A draw over these arrays, which are not copied.
     *
     * @param design for each item (1, factor)
     * @param bias of each item
     * @param implicit what an item in a history says of a user, whatever its rating; null without this term
     * @param intercept prior mean of a user's bias and factor
     * @param precision of that prior
     * @param noise precision of a rating
     */
    public Draw(
            float[][] design, float[] bias, float[][] implicit, double[] intercept, double[] precision, double noise) {
        this.design = design;
        this.bias = bias;
        this.implicit = implicit;
        this.intercept = intercept;
        this.precision = precision;
        this.noise = noise;
    }

    /** For each item (1, factor). */
    public float[][] design() {
        return design;
    }

    /** The bias of each item. */
    public float[] bias() {
        return bias;
    }

    /** What an item in a history says of a user, whatever its rating; null without this term. */
    public float[][] implicit() {
        return implicit;
    }

    /** Prior mean of a user's bias and factor. */
    public double[] intercept() {
        return intercept;
    }

    /** Precision of that prior. */
    public double[] precision() {
        return precision;
    }

    /** Precision of a rating. */
    public double noise() {
        return noise;
    }

    /** The user's bias and factor: their mean given the history, whose weights are ratings. */
    float[] user(History history, double mean, double deviation) {
        int columns = intercept.length;
        float[] user = new float[columns];
        float[][] base = new float[columns][columns];
        for (int c = 0; c < columns; c++) {
            user[c] = (float) intercept[c];
            base[c][c] = (float) precision[c];
        }
        if (implicit != null) {
            float scale = NeighbourFeatures.scale(history.size());
            for (int i = 0; i < history.size(); i++) {
                Vectors.axpy(scale, implicit[history.item(i)], user);
            }
        }
        for (int c = 0; c < columns; c++) {
            user[c] *= (float) precision[c];
        }
        NormalEquations equations = new NormalEquations(columns);
        equations.reset(base, 0);
        for (int i = 0; i < history.size(); i++) {
            int item = Require.index("item", history.item(i), bias.length);
            equations.add(design[item], (float) noise);
            float rest = (float) ((history.weight(i) - mean) / deviation) - bias[item];
            Vectors.axpy((float) noise * rest, design[item], user);
        }
        equations.factorise();
        equations.solve(user);
        return user;
    }

    /** The standardised rating of {@code item} by a user of {@link #user}. */
    float predict(float[] user, int item) {
        return bias[item] + Vectors.dot(user, 0, design[item], 0, user.length);
    }
}
