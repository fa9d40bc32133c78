// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Locale;
import org.graphrec.training.Require;

/** Which users interacted with which items, how strongly, and in which order. Each pair occurs once. */
public final class Interactions {

    private final Csr byUser;
    private final boolean timed;
    private final double[] times; // of each interaction; null where they are not known, or wanted no more
    private final Context context;
    private final int[] selves; // null: no item is a user

    private Interactions(Csr byUser, boolean timed, double[] times, Context context) {
        context.requireSizes(byUser.rows(), byUser.columns());
        this.byUser = byUser;
        this.timed = timed;
        this.times = times;
        this.context = context;
        this.selves = context.selves(byUser.rows());
    }

    /**
     * Collects interactions; the same whatever order they come in. Of a repeated pair the latest is kept, and of those at one time,
     * or without times, the one with the greatest weight.
     *
     * @param userOf user of each interaction, in [0, users)
     * @param itemOf item of each interaction, in [0, items)
     * @param weights any finite numbers; null means 1 for each. Models that rank are given likes alone, above 0, by their caller
     * @param times when each interaction happened, any unit, fractions count; a history is then sorted by time, ties by item index,
     *     and NaN, an unknown time, counts as before every number. Null: a history is sorted by item index, and no model may read a
     *     meaning into that order
     * @throws IllegalArgumentException when a weight is not finite, or the arrays differ in size
     * @throws IndexOutOfBoundsException when a user or an item is out of range
     */
    public static Interactions of(int users, int items, int[] userOf, int[] itemOf, float[] weights, double[] times) {
        Require.size("itemOf", itemOf.length, userOf.length);
        requireFinite(weights, userOf.length);
        if (times != null) {
            Require.size("times", times.length, userOf.length);
        }
        for (int item : itemOf) {
            Require.index("item", item, items);
        }
        int[] offsets = offsets(users, userOf);
        int[] order = inOrder(offsets, userOf, itemOf, weights, times);
        int[] targets = new int[order.length];
        float[] sortedWeights = weights == null ? null : new float[order.length];
        for (int position = 0; position < order.length; position++) {
            targets[position] = itemOf[order[position]];
            if (weights != null) {
                sortedWeights[position] = weights[order[position]];
            }
        }
        double[] sortedTimes = times == null
                ? null
                : Arrays.stream(order).mapToDouble(edge -> times[edge]).toArray();
        return distinct(users, items, offsets, targets, sortedWeights, sortedTimes);
    }

    /** The same with other histories of the same users and items, already in order and without repeats. */
    Interactions withHistories(Csr histories) {
        return new Interactions(histories, timed, null, context);
    }

    /** The same with what else is known of its users and items. */
    public Interactions with(Context known) {
        return new Interactions(byUser, timed, times, known);
    }

    /**
     * What else was known of each user before the first of the interactions that are held out; all of it where there are no times.
     *
     * @param held one for each interaction
     */
    Context contextBefore(boolean[] held) {
        if (times == null || !context.timed()) {
            return context;
        }
        double[] moments = new double[users()];
        Arrays.fill(moments, Double.POSITIVE_INFINITY);
        for (int user = 0; user < moments.length; user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                if (held[edge] && times[edge] < moments[user]) {
                    moments[user] = times[edge];
                }
            }
        }
        return context.before(moments);
    }

    /** What else is known of its users and items. */
    public Context context() {
        return context;
    }

    /** Those with a weight of at least {@code least}, of the same users and items; an interaction without a weight has 1. */
    public Interactions atLeast(double least) {
        int[] offsets = new int[users() + 1];
        int[] targets = new int[size()];
        float[] weights = weighted() ? new float[size()] : null;
        double[] keptTimes = times == null ? null : new double[size()];
        int kept = 0;
        for (int user = 0; user < users(); user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                if (byUser.weight(edge) >= least) {
                    targets[kept] = byUser.targets()[edge];
                    if (weights != null) {
                        weights[kept] = byUser.weight(edge);
                    }
                    if (keptTimes != null) {
                        keptTimes[kept] = times[edge];
                    }
                    kept++;
                }
            }
            offsets[user + 1] = kept;
        }
        return new Interactions(
                new Csr(
                        users(),
                        items(),
                        offsets,
                        Arrays.copyOf(targets, kept),
                        weights == null ? null : Arrays.copyOf(weights, kept)),
                timed,
                keptTimes == null ? null : Arrays.copyOf(keptTimes, kept),
                context);
    }

    /** The number of users, those without interactions included. */
    public int users() {
        return byUser.rows();
    }

    /** The number of items, those without interactions included. */
    public int items() {
        return byUser.columns();
    }

    /** The number of distinct (user, item) pairs. */
    public int size() {
        return byUser.edges();
    }

    /** True when times were given, so that the order of a history means something. */
    public boolean timed() {
        return timed;
    }

    /** When an edge of {@link #byUser} happened; NaN where its time is not known, or no times are kept. */
    public double time(int edge) {
        return times == null ? Double.NaN : times[edge];
    }

    /** True when weights were given. */
    public boolean weighted() {
        return byUser.weighted();
    }

    /** The history of {@code user}, oldest first. */
    public History history(int user) {
        int from = byUser.offsets()[user];
        int to = byUser.offsets()[user + 1];
        float[] weights = null;
        if (byUser.weighted()) {
            weights = new float[to - from];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = byUser.weight(from + i);
            }
        }
        History history = new History(Arrays.copyOfRange(byUser.targets(), from, to), weights);
        return context.isEmpty() ? history : history.with(context.of(user));
    }

    /** The item that {@code user} is, which is never recommended to them; -1 where users are no items. */
    public int self(int user) {
        return selves == null ? -1 : selves[user];
    }

    /** True when items are users, so that an interaction may have its mirror image. */
    boolean amongUsers() {
        return selves != null;
    }

    /** The matrix [users, items]; the entries of a row are in the order of the history, not ascending. */
    public Csr byUser() {
        return byUser;
    }

    /** The matrix [items, users]; users ascending in each row. */
    public Csr byItem() {
        return byUser.transpose();
    }

    private static void requireFinite(float[] weights, int size) {
        if (weights == null) {
            return;
        }
        Require.size("weights", weights.length, size);
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT, "The weight of an interaction must be a finite number but was `%s`.", weight));
            }
        }
    }

    /** The interactions user by user, each user's by time, item and weight. */
    private static int[] inOrder(int[] offsets, int[] userOf, int[] itemOf, float[] weights, double[] times) {
        Comparator<Integer> order = Comparator.comparingInt(edge -> itemOf[edge]);
        if (times != null) {
            order = Times.<Integer>comparing(edge -> times[edge]).thenComparing(order);
        }
        if (weights != null) {
            order = order.thenComparing(edge -> weights[edge]);
        }
        int[] edges = new int[userOf.length];
        int[] next = offsets.clone();
        for (int edge = 0; edge < edges.length; edge++) {
            edges[next[userOf[edge]]++] = edge;
        }
        for (int user = 0; user < offsets.length - 1; user++) {
            int from = offsets[user];
            int[] sorted = Arrays.stream(edges, from, offsets[user + 1])
                    .boxed()
                    .sorted(order)
                    .mapToInt(Integer::intValue)
                    .toArray();
            System.arraycopy(sorted, 0, edges, from, sorted.length);
        }
        return edges;
    }

    private static int[] offsets(int users, int[] userOf) {
        int[] offsets = new int[users + 1];
        for (int user : userOf) {
            offsets[Require.index("user", user, users) + 1]++;
        }
        for (int user = 0; user < users; user++) {
            offsets[user + 1] += offsets[user];
        }
        return offsets;
    }

    /** Keeps the last of the repeats in each row, in the order of what remains. */
    private static Interactions distinct(
            int users, int items, int[] offsets, int[] targets, float[] weights, double[] times) {
        boolean[] repeated = new boolean[targets.length];
        int[] seenBy = new int[items];
        int size = targets.length;
        for (int user = 0; user < users; user++) {
            for (int edge = offsets[user + 1] - 1; edge >= offsets[user]; edge--) {
                if (seenBy[targets[edge]] == user + 1) {
                    repeated[edge] = true;
                    size--;
                }
                seenBy[targets[edge]] = user + 1;
            }
        }
        if (size == targets.length) {
            return new Interactions(
                    new Csr(users, items, offsets, targets, weights), times != null, times, Context.NONE);
        }
        double[] keptTimes = times == null ? null : new double[size];
        int[] keptOffsets = new int[users + 1];
        int[] keptTargets = new int[size];
        float[] keptWeights = weights == null ? null : new float[size];
        int position = 0;
        for (int user = 0; user < users; user++) {
            for (int edge = offsets[user]; edge < offsets[user + 1]; edge++) {
                if (!repeated[edge]) {
                    keptTargets[position] = targets[edge];
                    if (weights != null) {
                        keptWeights[position] = weights[edge];
                    }
                    if (times != null) {
                        keptTimes[position] = times[edge];
                    }
                    position++;
                }
            }
            keptOffsets[user + 1] = position;
        }
        return new Interactions(
                new Csr(users, items, keptOffsets, keptTargets, keptWeights), times != null, keptTimes, Context.NONE);
    }

    /** The items without interactions. */
    public BitSet coldItems() {
        BitSet cold = new BitSet(items());
        cold.set(0, items());
        for (int item : byUser().targets()) {
            cold.clear(item);
        }
        return cold;
    }
}
