// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.InnerProducts;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;

/** A fitted model: immutable, and safe for use by many threads at once. */
public interface Model {

    /** The Cypher name of the architecture that fitted it, for example {@code itemGraph}; never {@code auto}. */
    String architecture();

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
     * Scores every item for several histories, bit for bit as {@link #score} does for each.
     *
     * @param scores an array for each history, of which the first {@link #items} are overwritten
     */
    default void scoreAll(List<History> histories, float[][] scores) {
        for (int i = 0; i < histories.size(); i++) {
            score(histories.get(i), scores[i]);
        }
    }

    /** True when {@link #scoreAll} takes less time than one history after the other. */
    default boolean dense() {
        return false;
    }

    /** A model of whose scores this one's are a function, item by item, by {@link #ofBase}; most are their own. */
    default Model base() {
        return this;
    }

    /** Makes scores of the {@link #base} its own. */
    default void ofBase(float[] scores) {}

    /** True when {@code other} is known to give the same scores for any history. */
    default boolean scoresAs(Model other) {
        return this == other;
    }

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
     * @return one number per item of the history, in its order, and then, by models that read them, one per node of each relation of
     *     the context ({@link History#evidence} in all)
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
        return new NearestItemsModel(this, items, concurrency, monitor);
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
     * @param self the item that the user is, where users are recommended to users, or -1
     */
    default Model withoutUser(int user, int self) {
        return this;
    }

    /**
     * This model as if some of its items had no interactions, without fitting it again: what it has learnt of the others stays. Empty
     * where it cannot be told what it would make of them. Of a model fitted without texts.
     *
     * @param items that lose their interactions
     */
    default Optional<Model> withoutInteractionsOf(BitSet items) {
        return Optional.empty();
    }

    /**
     * What it speaks of: models of one number say the same with other settings, so that in a sum their weights are found together.
     */
    default int topic() {
        return 0;
    }

    /** True when {@code item} had no interaction at training. */
    boolean cold(int item);

    /** The chosen hyper-parameters; values are String, Long, Double, Boolean, List or Map. */
    Map<String, Object> parameters();

    /** False when the scores are the same for everybody, whatever the history. */
    default boolean personal() {
        return true;
    }

    /**
     * The part of each of the {@link #contributions} that comes from the likeness of texts; the rest comes from the graph.
     *
     * @param trained features that the model was fitted to, with those of new items below; null when there are none
     * @return one number per item of the history, in its order
     */
    default double[] textContributions(History history, int item, StackedMatrix trained) {
        return new double[history.size()];
    }

    /** The parts of {@link #contributions} of the items of a history that come through relations of the context. */
    default List<Via> contextContributions(History history, int item) {
        return List.of();
    }

    /** How alike the model takes two items to be, symmetric: 1 for the same, 0 for nothing in common. */
    default float similarity(int one, int other) {
        return one == other ? 1 : 0;
    }

    /**
     * This model for the items of another graph whose texts went through the same encoder, without training; empty when it knows its
     * own items alone.
     *
     * @param interactions of the other graph
     * @param texts [items, dimension] of the other graph, unit rows or zero rows; not copied
     * @throws IllegalArgumentException when the texts are of another dimension
     */
    default Optional<Model> transferred(Interactions interactions, Matrix texts, int concurrency, Monitor monitor) {
        return Optional.empty();
    }

    /** What it has learnt to make of texts, for use on other texts of the same encoder; empty for most. */
    default Optional<TextProjection> textProjection() {
        return Optional.empty();
    }

    /** How its training in epochs went; a blend has one report per part, and a model from a file has none. */
    default List<TrainingReport> trainingReports() {
        return List.of();
    }
}
