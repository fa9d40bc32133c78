// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Times;

/**
 * Interactions as rows, each pair of user and item once, since a pair on both sides of a split would give its answer away: of a
 * repeated pair the latest is kept, and of those at one time the one with the greatest weight, then rating. Rows are ordered by user
 * and item, whatever order they came in.
 */
public final class InteractionLog {

    private final int users;
    private final int items;
    private final int[] userOf;
    private final int[] itemOf;
    private final float[] weights;
    private final boolean[] liked;
    private final float[] ratings;
    private final double[] times;
    private final double[] parts;
    private final Context context;

    private InteractionLog(Columns columns, int users, int items, int[] rows, Context context) {
        this.context = context;
        this.users = users;
        this.items = items;
        userOf = picked(columns.userOf, rows);
        itemOf = picked(columns.itemOf, rows);
        weights = picked(columns.weights, rows);
        liked = columns.liked == null ? null : picked(columns.liked, rows);
        ratings = picked(columns.ratings, rows);
        times = columns.times == null
                ? null
                : Arrays.stream(rows).mapToDouble(row -> columns.times[row]).toArray();
        parts = columns.parts == null
                ? null
                : Arrays.stream(rows).mapToDouble(row -> columns.parts[row]).toArray();
    }

    /**
     * What is known of each interaction, an array a column; a null one is not known.
     *
     * @param userOf user of each interaction
     * @param itemOf item of each interaction
     * @param weights strengths; of likes finite and above 0
     * @param liked whether each is a like: methods that rank learn from likes and predict likes; null where all are
     * @param ratings any finite numbers
     * @param times in any unit, fractions count; NaN is before every number
     * @param parts which side of a given split: 0 may be learnt from, 1 is to be predicted
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Columns(
            int[] userOf,
            int[] itemOf,
            float[] weights,
            boolean[] liked,
            float[] ratings,
            double[] times,
            double[] parts) {

        /** Interactions that all are likes. */
        public Columns(int[] userOf, int[] itemOf, float[] weights, float[] ratings, double[] times, double[] parts) {
            this(userOf, itemOf, weights, null, ratings, times, parts);
        }
    }

    /**
     * Collects rows.
     *
     * @throws IllegalArgumentException when columns differ in length, or a part is neither 0 nor 1
     * @throws IndexOutOfBoundsException when a user or an item is out of range
     */
    public static InteractionLog of(int users, int items, Columns columns) {
        int size = columns.userOf.length;
        Require.size("itemOf", columns.itemOf.length, size);
        for (int row = 0; row < size; row++) {
            Require.index("user", columns.userOf[row], users);
            Require.index("item", columns.itemOf[row], items);
            if (columns.parts != null && columns.parts[row] != 0 && columns.parts[row] != 1) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "A given split must mark each interaction with 0 (to learn from) or 1 (to predict) but one has"
                                + " `%s`.",
                        columns.parts[row]));
            }
        }
        int[] order = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(row -> pair(columns, items, row))
                        .thenComparing(Times.comparing(row -> columns.times == null ? 0 : columns.times[row]))
                        .thenComparingDouble(row -> columns.weights == null ? 0 : columns.weights[row])
                        .thenComparingDouble(row -> columns.ratings == null ? 0 : columns.ratings[row])
                        .thenComparingDouble(row -> columns.parts == null ? 0 : columns.parts[row]))
                .mapToInt(Integer::intValue)
                .toArray();
        int kept = 0;
        for (int i = 0; i < size; i++) {
            boolean last = i == size - 1 || pair(columns, items, order[i]) != pair(columns, items, order[i + 1]);
            if (last) {
                order[kept++] = order[i];
            }
        }
        return new InteractionLog(columns, users, items, Arrays.copyOf(order, kept), Context.NONE);
    }

    private static long pair(Columns columns, int items, int row) {
        return (long) columns.userOf[row] * items + columns.itemOf[row];
    }

    /** The same whose likes are those with at least a weight; as it is where there are no weights. */
    public InteractionLog withLikesOf(float least) {
        if (weights == null) {
            return this;
        }
        boolean[] chosen = new boolean[size()];
        for (int row = 0; row < chosen.length; row++) {
            chosen[row] = liked(row) && weights[row] >= least;
        }
        return rows(chosen, context);
    }

    /** The same with what else is known of its users and items, whatever is held out. */
    public InteractionLog with(Context known) {
        return rows(liked, known);
    }

    private InteractionLog rows(boolean[] chosen, Context known) {
        return new InteractionLog(
                new Columns(userOf, itemOf, weights, chosen, ratings, times, parts),
                users,
                items,
                IntStream.range(0, size()).toArray(),
                known);
    }

    /** What else is known of its users and items. */
    public Context context() {
        return context;
    }

    /** The number of users. */
    public int users() {
        return users;
    }

    /** The number of items. */
    public int items() {
        return items;
    }

    /** The number of rows. */
    public int size() {
        return userOf.length;
    }

    /** Whether ratings are known. */
    public boolean rated() {
        return ratings != null;
    }

    /** Whether times are known. */
    public boolean timed() {
        return times != null;
    }

    /** Whether a split is given. */
    public boolean parted() {
        return parts != null;
    }

    boolean liked(int row) {
        return liked == null || liked[row];
    }

    int user(int row) {
        return userOf[row];
    }

    int item(int row) {
        return itemOf[row];
    }

    double time(int row) {
        return times[row];
    }

    boolean toPredict(int row) {
        return parts[row] == 1;
    }

    float[] weights(int[] rows) {
        return picked(weights, rows);
    }

    float[] ratings(int[] rows) {
        return picked(ratings, rows);
    }

    static int[] picked(int[] column, int[] rows) {
        return Arrays.stream(rows).map(row -> column[row]).toArray();
    }

    private static float[] picked(float[] column, int[] rows) {
        if (column == null) {
            return null;
        }
        float[] picked = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = column[rows[i]];
        }
        return picked;
    }

    private static boolean[] picked(boolean[] column, int[] rows) {
        boolean[] picked = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = column[rows[i]];
        }
        return picked;
    }
}
