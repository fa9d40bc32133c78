// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.Require;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.NormalEquations;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.AttributeVectors;

/**
 * Predicts ratings by Bayesian SVD++: r_ui = mean + b_i + b_u + q_i'p_u, where the prior of (b_u, p_u) has the mean sum_j y_j /
 * sqrt(n) over the n rated items (Koren 2008, equation 15), and that of (b_i, q_i) follows the item's text. What else the graph knows
 * of users and items adds to both: the nodes of each relation, weighted by rarity to unit length, times coefficients. A prediction is the
 * mean over several draws of the items' side (Salakhutdinov and Mnih 2008), clipped to the ratings seen at training.
 *
 * <p>No user's factor is stored: b_u and p_u follow from the live history in closed form. What a user says of their friends is.
 * Immutable, and safe for use by many threads.
 */
public final class RatingModel {

    private final int items;
    private final List<Draw> draws;
    private final RatingScale scale;
    private final Map<String, Object> parameters;
    private final AttributeVectors attributes;

    /**
     * A model over draws of {@code items} items.
     *
     * @param scale of the ratings at training
     * @param parameters what the draws were fitted with, for {@link #parameters}
     */
    public RatingModel(int items, List<Draw> draws, RatingScale scale, Map<String, Object> parameters) {
        this(items, draws, scale, parameters, null);
    }

    /**
     * A model of items that have something in common.
     *
     * @param attributes by which items without ratings are predicted; null: by their texts alone
     */
    public RatingModel(
            int items,
            List<Draw> draws,
            RatingScale scale,
            Map<String, Object> parameters,
            AttributeVectors attributes) {
        this.attributes = attributes;
        this.items = items;
        this.draws = List.copyOf(draws);
        this.scale = scale;
        this.parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /** The number of items known. */
    public int items() {
        return items;
    }

    /** The draws a prediction is the mean of. */
    public List<Draw> draws() {
        return draws;
    }

    /** The chosen hyper-parameters; values are String, Long, Double, Boolean, List or Map. */
    public Map<String, Object> parameters() {
        return parameters;
    }

    /** The smallest and the largest rating seen at training, between which every prediction lies. */
    public RatingScale scale() {
        return scale;
    }

    /** The same without what a user's ratings said of their friends. */
    public RatingModel withoutUser(int row) {
        boolean known = draws.stream()
                .anyMatch(draw -> draw.nodes() != null && draw.nodes().knowsUsers());
        return known
                ? new RatingModel(
                        items,
                        draws.stream().map(draw -> draw.withoutUser(row)).toList(),
                        scale,
                        parameters,
                        attributes)
                : this;
    }

    /** By what items without ratings are predicted beside their texts; null: by nothing. */
    public AttributeVectors attributes() {
        return attributes;
    }

    /**
     * What an item without a row is predicted by: its text and its attributes side by side.
     *
     * @param text as at training, of unit length; null where it has none
     * @param known by relation of the context, the nodes known at training that the item's edges lead to
     * @return the text alone in a model without attributes
     */
    public float[] description(float[] text, ContextRow known) {
        if (attributes == null || draws.isEmpty() || draws.get(0).newItem().coefficients() == null) {
            return text;
        }
        int dimension = draws.get(0).newItem().textDimension();
        float[] description = new float[dimension + attributes.dimension()];
        if (text != null) {
            Require.size("text", text.length, dimension);
            System.arraycopy(text, 0, description, 0, dimension);
        }
        System.arraycopy(attributes.of(known), 0, description, dimension, attributes.dimension());
        return description;
    }

    /**
     * The rating expected of a user with this history, whose weights are his ratings.
     *
     * @throws IndexOutOfBoundsException when the history has an item this model does not know, or {@code item} is none
     */
    public double predict(History history, int item) {
        return predict(history, new int[] {item})[0];
    }

    /** As {@link #predict(History, int)}, for many items of one user, who is then folded in only once. */
    public double[] predict(History history, int[] wanted) {
        double[] sums = new double[wanted.length];
        for (Draw draw : draws) {
            float[] user = draw.user(history, scale.mean(), scale.deviation());
            for (int i = 0; i < wanted.length; i++) {
                sums[i] += draw.predict(user, Require.index("item", wanted[i], items));
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = scale.rating(draws.isEmpty() ? 0 : sums[i] / draws.size());
        }
        return sums;
    }

    /**
     * As {@link #predict(History, int[])}, with how sure each is, and for items the model has no row of as well.
     *
     * @param wanted rows of items; a negative one stands for an item that is not among them
     * @param descriptions for each wanted item without a row its {@link #description}, or null where nothing is known of it
     */
    public PredictedRating[] predict(History history, int[] wanted, float[][] descriptions) {
        double[] means = new double[wanted.length];
        double[] squares = new double[wanted.length];
        double[] variances = new double[wanted.length];
        NormalEquations equations =
                draws.isEmpty() ? null : new NormalEquations(draws.get(0).intercept().length);
        for (Draw draw : draws) {
            float[] user = draw.fold(history, scale.mean(), scale.deviation(), equations);
            for (int i = 0; i < wanted.length; i++) {
                double mean;
                if (wanted[i] >= 0) {
                    mean = draw.predict(user, Require.index("item", wanted[i], items));
                    variances[i] += draw.variance(equations, draw.design()[wanted[i]]);
                } else {
                    float[] row = draw.newItem().row(descriptions[i]);
                    float bias = row[0];
                    row[0] = 1;
                    mean = bias + Vectors.dot(user, 0, row, 0, row.length);
                    variances[i] += draw.variance(equations, row) + draw.newItemVariance(user);
                }
                means[i] += mean;
                squares[i] += mean * mean;
            }
        }
        int count = Math.max(1, draws.size());
        PredictedRating[] predicted = new PredictedRating[wanted.length];
        for (int i = 0; i < predicted.length; i++) {
            double mean = means[i] / count;
            // within the draws, and between them
            double variance = variances[i] / count + Math.max(0, squares[i] / count - mean * mean);
            predicted[i] = new PredictedRating(scale.rating(mean), scale.deviation() * Math.sqrt(variance));
        }
        return predicted;
    }
}
