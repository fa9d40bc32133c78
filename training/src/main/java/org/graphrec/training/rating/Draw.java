// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Vectors;

/** One draw of everything but the users, from which any user's factor follows in closed form. Ratings are standardised here. */
public final class Draw {

    private final float[][] design;
    private final float[] bias;
    private final float[][] implicit;
    private final float[][][] context;
    private final UserNodes nodes;
    private final double[] intercept;
    private final double[] precision;
    private final double noise;
    private final UnratedItem newItem;

    /**
     * A draw over these arrays, which are not copied.
     *
     * @param design for each item (1, factor)
     * @param bias of each item
     * @param implicit what an item in a history says of a user, whatever its rating; null without this term
     * @param intercept prior mean of a user's bias and factor
     * @param precision of that prior
     * @param noise precision of a rating
     * @param newItem what is expected of items that have no row; null in draws that serve none
     */
    public Draw(
            float[][] design,
            float[] bias,
            float[][] implicit,
            double[] intercept,
            double[] precision,
            double noise,
            UnratedItem newItem) {
        this(design, bias, implicit, intercept, precision, noise, newItem, null, null);
    }

    private Draw(
            float[][] design,
            float[] bias,
            float[][] implicit,
            double[] intercept,
            double[] precision,
            double noise,
            UnratedItem newItem,
            UserNodes nodes,
            float[][][] context) {
        this.design = design;
        this.bias = bias;
        this.implicit = implicit;
        this.intercept = intercept;
        this.precision = precision;
        this.noise = noise;
        this.newItem = newItem;
        this.nodes = nodes;
        this.context = context;
    }

    /**
     * The same with what a user's context says.
     *
     * @param known the nodes that say something; null: none do
     * @param coefficients what each adds to a user's bias and factor, by relation of {@code known} and node; not copied
     */
    public Draw with(UserNodes known, float[][][] coefficients) {
        if (known == null) {
            return this;
        }
        Require.size("coefficients", coefficients.length, known.size());
        for (int k = 0; k < coefficients.length; k++) {
            Require.size("coefficients", coefficients[k].length, known.weights(k).length);
        }
        return new Draw(design, bias, implicit, intercept, precision, noise, newItem, known, coefficients);
    }

    /** The same without what a user says of those who are joined to them. */
    Draw withoutUser(int row) {
        float[][][] left = context.clone();
        for (int k = 0; k < left.length; k++) {
            if (nodes.ofUsers(k)) {
                int gone = k;
                left[k] = IntStream.range(0, context[k].length)
                        .filter(user -> user != row)
                        .mapToObj(user -> context[gone][user])
                        .toArray(float[][]::new);
            }
        }
        return with(nodes.withoutUser(row), left);
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

    /** The nodes of a user's context that say something; null where none do. */
    public UserNodes nodes() {
        return nodes;
    }

    /** What each of these adds to a user's bias and factor; null where none do. */
    public float[][][] context() {
        return context;
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

    /** What is expected of items that have no row; null in draws that serve none. */
    public UnratedItem newItem() {
        return newItem;
    }

    /** The user's bias and factor: their mean given the history, whose weights are ratings. */
    float[] user(History history, double mean, double deviation) {
        return fold(history, mean, deviation, new NormalEquations(intercept.length));
    }

    /** As {@link #user}; leaves in {@code equations} the factorised precision around that mean. */
    float[] fold(History history, double mean, double deviation, NormalEquations equations) {
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
        if (nodes != null) {
            nodes.add(history, context, user);
        }
        for (int c = 0; c < columns; c++) {
            user[c] *= (float) precision[c];
        }
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

    /** The variance of the same: the noise of a rating, and the user's given {@code folded} of {@link #fold}. */
    double variance(NormalEquations folded, float[] itemDesign) {
        float[] solved = itemDesign.clone();
        folded.solve(solved);
        return 1 / noise + Vectors.dot(itemDesign, 0, solved, 0, solved.length);
    }

    /** What a new item's own bias and factor add to that, for a user of {@link #user}. */
    double newItemVariance(float[] user) {
        double variance = 1 / newItem.precision()[0];
        for (int c = 1; c < user.length; c++) {
            variance += user[c] * user[c] / newItem.precision()[c];
        }
        return variance;
    }
}
