package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.graphrec.training.Require;

/** Which users interacted with which items, how strongly, and in which order. Each pair occurs once. */
public final class Interactions {

    private final Csr byUser;
    private final boolean timed;

    private Interactions(Csr byUser, boolean timed) {
        this.byUser = byUser;
        this.timed = timed;
    }

    /**
     * Collects interactions. Of a repeated pair the last one is kept: the latest when times are given, else the last listed.
     *
     * @param userOf user of each interaction, in [0, users)
     * @param itemOf item of each interaction, in [0, items)
     * @param weights finite weights greater than 0; null means 1 for each
     * @param times when each interaction happened, any unit; a history is then sorted by time, ties in the order listed.
     *     Null: a history keeps the order listed, and no model may read a meaning into that order
     * @throws IllegalArgumentException when a weight is not finite and positive, or the arrays differ in size
     * @throws IndexOutOfBoundsException when a user or an item is out of range
     */
    public static Interactions of(int users, int items, int[] userOf, int[] itemOf, float[] weights, long[] times) {
        Require.size("itemOf", itemOf.length, userOf.length);
        requirePositive(weights, userOf.length);
        int[] order = chronological(userOf.length, times);
        int[] offsets = offsets(users, userOf);
        int[] targets = new int[userOf.length];
        float[] sortedWeights = weights == null ? null : new float[userOf.length];
        int[] next = offsets.clone();
        for (int edge : order) {
            int position = next[userOf[edge]]++;
            targets[position] = Require.index("item", itemOf[edge], items);
            if (weights != null) {
                sortedWeights[position] = weights[edge];
            }
        }
        return new Interactions(distinct(users, items, offsets, targets, sortedWeights), times != null);
    }

    /** Wraps histories already in order and without repeats. */
    static Interactions ofHistories(Csr byUser, boolean timed) {
        return new Interactions(byUser, timed);
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
        return new History(Arrays.copyOfRange(byUser.targets(), from, to), weights);
    }

    /** The matrix [users, items]; the entries of a row are in the order of the history, not ascending. */
    public Csr byUser() {
        return byUser;
    }

    /** The matrix [items, users]; users ascending in each row. */
    public Csr byItem() {
        return byUser.transpose();
    }

    private static void requirePositive(float[] weights, int size) {
        if (weights == null) {
            return;
        }
        Require.size("weights", weights.length, size);
        for (float weight : weights) {
            if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "The weight of an interaction must be finite and greater than 0 but was `%s`.",
                        weight));
            }
        }
    }

    private static int[] chronological(int size, long[] times) {
        if (times == null) {
            return IntStream.range(0, size).toArray();
        }
        Require.size("times", times.length, size);
        return IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingLong(edge -> times[edge]))
                .mapToInt(Integer::intValue)
                .toArray();
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
    private static Csr distinct(int users, int items, int[] offsets, int[] targets, float[] weights) {
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
            return new Csr(users, items, offsets, targets, weights);
        }
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
                    position++;
                }
            }
            keptOffsets[user + 1] = position;
        }
        return new Csr(users, items, keptOffsets, keptTargets, keptWeights);
    }
}
