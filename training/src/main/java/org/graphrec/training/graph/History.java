// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.graphrec.training.Require;

/** The items one user has interacted with, oldest first, each with a weight. */
public final class History {

    private static final int[] NO_ITEMS = {};

    private final int[] items;
    private final float[] weights;
    private final float[] emphases;
    private final int[] ages;
    private final ContextRow context;

    /**
     * A history over {@code items}, which are not copied.
     *
     * @param items item indices, oldest first
     * @param weights finite weights greater than 0, one per item; null means 1 for each
     */
    public History(int[] items, float[] weights) {
        this(items, weights, null);
    }

    /**
     * A history whose items count more, less or against.
     *
     * @param emphases a finite factor per item that every model applies, whether it reads weights or not; below 0 a dislike;
     *     null means 1 for each
     */
    public History(int[] items, float[] weights, float[] emphases) {
        this(items, weights, emphases, null);
    }

    /**
     * A history whose items are not as old as their places say, such as several that stand for one.
     *
     * @param ages how long ago each was, as {@link #age} has it; null: by place
     */
    public History(int[] items, float[] weights, float[] emphases, int[] ages) {
        this(items, weights, emphases, ages, ContextRow.NONE);
    }

    private History(int[] items, float[] weights, float[] emphases, int[] ages, ContextRow context) {
        if (weights != null) {
            Require.size("weights", weights.length, items.length);
        }
        if (emphases != null) {
            Require.size("emphases", emphases.length, items.length);
        }
        if (ages != null) {
            Require.size("ages", ages.length, items.length);
        }
        this.items = items;
        this.weights = weights;
        this.emphases = emphases;
        this.ages = ages;
        this.context = context;
    }

    /**
     * The same of a user of whom more is known.
     *
     * @param known by relation of a {@link Context}, the nodes that the user's edges lead to; not copied
     */
    public History with(int[][] known) {
        return with(new ContextRow(known));
    }

    /** The same of a user of whom more is known. */
    public History with(ContextRow known) {
        return new History(items, weights, emphases, ages, known);
    }

    /** The same context with other items. */
    public History withItems(int[] others, float[] itsWeights, float[] itsEmphases, int[] itsAges) {
        return new History(others, itsWeights, itsEmphases, itsAges, context);
    }

    /** The same user before the first interaction. */
    public History contextAlone() {
        return empty().with(context);
    }

    /** The nodes that the user's edges of a relation lead to; none where nothing is known of it. */
    public int[] context(int relation) {
        return context.nodes(relation);
    }

    /** The weight of the edge to the {@code i}-th of these nodes. */
    public float contextWeight(int relation, int i) {
        return context.weight(relation, i);
    }

    /** The history of a user who has not interacted with anything. */
    public static History empty() {
        return new History(NO_ITEMS, null);
    }

    /** The number of things that can speak for an item: the items of the history and the nodes of all relations. */
    public int evidence() {
        return firstOf(context.relations());
    }

    /** Where the nodes of a relation begin among all that speaks for items. */
    public int firstOf(int relation) {
        int first = items.length;
        for (int r = 0; r < Math.min(relation, context.relations()); r++) {
            first += context.nodes(r).length;
        }
        return first;
    }

    /** The items, oldest first; the array itself. */
    public int[] items() {
        return items;
    }

    /** The number of items. */
    public int size() {
        return items.length;
    }

    /** The {@code i}-th oldest item. */
    public int item(int i) {
        return items[i];
    }

    /** The weight of the {@code i}-th oldest item. */
    public float weight(int i) {
        return weights == null ? 1 : weights[i];
    }

    /** The factor of the {@code i}-th oldest item. */
    public float emphasis(int i) {
        return emphases == null ? 1 : emphases[i];
    }

    /** How long ago the {@code i}-th oldest item was: 1 for the last, 2 for the one before. */
    public int age(int i) {
        return ages == null ? items.length - i : ages[i];
    }

    /** This history with each item counting age^-decay of what it did, beside what a model makes of its age. */
    public History faded(double decay) {
        if (decay == 0) {
            return this;
        }
        float[] faded = new float[items.length];
        for (int i = 0; i < faded.length; i++) {
            faded[i] = (float) (emphasis(i) * Math.pow(age(i), -decay));
        }
        return new History(items, weights, faded, ages, context);
    }

    /** This history followed by a later one. An item of both counts as the later one has it. */
    public History then(History later) {
        Map<Integer, float[]> last = new LinkedHashMap<>();
        for (History part : new History[] {this, later}) {
            for (int i = 0; i < part.size(); i++) {
                last.remove(part.item(i));
                last.put(part.item(i), new float[] {part.weight(i), part.emphasis(i)});
            }
        }
        int[] all = new int[last.size()];
        float[] allWeights = new float[all.length];
        float[] allEmphases = new float[all.length];
        int i = 0;
        for (Map.Entry<Integer, float[]> entry : last.entrySet()) {
            all[i] = entry.getKey();
            allWeights[i] = entry.getValue()[0];
            allEmphases[i] = entry.getValue()[1];
            i++;
        }
        return new History(all, allWeights, allEmphases, null, context);
    }

    /** This history without one node of a relation. */
    public History without(int relation, int node) {
        return with(context.without(relation, node));
    }

    /** How many relations something may be known of. */
    public int relations() {
        return context.relations();
    }

    /** The {@code count} oldest items, each as old as its place then says. */
    public History first(int count) {
        return new History(
                Arrays.copyOf(items, Require.between("count", count, 0, items.length)),
                weights == null ? null : Arrays.copyOf(weights, count),
                emphases == null ? null : Arrays.copyOf(emphases, count),
                null,
                context);
    }

    /** This history without an item. */
    public History without(int item) {
        int[] kept = IntStream.range(0, size()).filter(i -> items[i] != item).toArray();
        int[] keptItems = new int[kept.length];
        float[] keptWeights = weights == null ? null : new float[kept.length];
        float[] keptEmphases = emphases == null ? null : new float[kept.length];
        int[] keptAges = ages == null ? null : new int[kept.length];
        for (int i = 0; i < kept.length; i++) {
            keptItems[i] = items[kept[i]];
            if (keptWeights != null) {
                keptWeights[i] = weights[kept[i]];
            }
            if (keptEmphases != null) {
                keptEmphases[i] = emphases[kept[i]];
            }
            if (keptAges != null) {
                keptAges[i] = ages[kept[i]];
            }
        }
        return new History(keptItems, keptWeights, keptEmphases, keptAges, context);
    }
}
