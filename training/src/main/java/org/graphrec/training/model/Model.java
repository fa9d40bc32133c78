package org.graphrec.training.model;

import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.InnerProducts;
import org.graphrec.training.math.Matrix;

/** A fitted model: immutable, and safe for use by many threads at once. */
public sealed interface Model
        permits ItemGraph,
                ItemGraphWithTexts,
                UserKnn,
                Mf,
                ItemVectors,
                HeadModel,
                Blend,
                Content,
                Popularity,
                ThroughNearest {

    /** The kind of this model, never {@link Architecture#AUTO}. */
    Architecture architecture();

    /** The number of items scored. */
    int items();

    /**
     * Scores every item for a user with this history; higher is better. The range of a score is stated by each model.
     *
     * @param scores the first {@link #items} are overwritten
     * @throws IndexOutOfBoundsException when the history has an item this model does not know
     */
    void score(History history, float[] scores);

    /**
     * The inner products that the scores are, by item, for those who want the best and not all; empty where they are none.
     *
     * @throws IndexOutOfBoundsException when the history has an item this model does not know
     */
    default Optional<InnerProducts> products(History history) {
        return Optional.empty();
    }

    /**
     * What each item of the history adds to the score of {@code item}: they sum to the score {@link #score} gives, up to
     * rounding. Empty where the score does not come from the history.
     *
     * @return one number per item of the history, in its order
     */
    default double[] contributions(History history, int item) {
        return parts(history).of(item);
    }

    /** {@link #contributions} of one history, for those who want them of several items. */
    Parts parts(History history);

    /**
     * This model over its own items and, after them, new ones that it knows by their texts alone; as cheap as they are few. It can
     * do all that this one does, and cannot be stored. A model that makes nothing of texts lets each new item be the mean of those
     * with the nearest texts.
     *
     * @param monitor is asked whether to go on
     */
    default Model with(NewItems items, int concurrency, Monitor monitor) {
        return new ThroughNearest(this, items, concurrency, monitor);
    }

    /**
     * This model with current texts in place of those it was fitted to, wherever it reads texts to serve; itself when it reads none.
     * What it has learnt from the texts stays as learnt.
     *
     * @param features [items known at training, dimension], unit rows or zero rows; not copied
     * @throws IllegalArgumentException when they are of another size than those of training
     */
    default Model withTexts(Matrix features) {
        return this;
    }

    /**
     * This model without what it keeps of one of the users it was fitted to; itself when it keeps sums over all users alone.
     *
     * @param user row of the user; those behind move up by one
     */
    default Model withoutUser(int user) {
        return this;
    }

    /** True when {@code item} had no interaction at training. */
    boolean cold(int item);

    /** The chosen hyper-parameters; values are String, Long, Double, Boolean, List or Map. */
    Map<String, Object> parameters();
}
