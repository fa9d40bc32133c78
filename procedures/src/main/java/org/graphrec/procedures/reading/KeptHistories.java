// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.lang.reflect.Array;
import java.util.Arrays;
import org.graphrec.training.graph.Pairs;

/** The histories of a projection, kept with a model that serves from them: each user's pairs, oldest first. */
public final class KeptHistories {
    private final int[] offsets;
    private final int[] items;
    private final float[] weights;
    private final byte[] verdicts;
    private final long[] kinds;

    /**
     * Takes arrays over.
     *
     * @param offsets where each user's pairs begin, and where the last's end
     * @param verdicts codes of {@link Pairs.Verdict}
     * @param kinds bits of the interactions
     */
    public KeptHistories(int[] offsets, int[] items, float[] weights, byte[] verdicts, long[] kinds) {
        this.offsets = offsets;
        this.items = items;
        this.weights = weights;
        this.verdicts = verdicts;
        this.kinds = kinds;
    }

    /** Collects users in the order of their rows. */
    public static final class Builder {
        private final int[] offsets;
        private int users;
        private int size;
        private int[] items = new int[64];
        private float[] weights = new float[64];
        private byte[] verdicts = new byte[64];
        private long[] kinds = new long[64];

        public Builder(int users) {
            offsets = new int[users + 1];
        }

        /** Adds the pairs of the next user. */
        public void add(Pairs pairs) {
            int needed = Math.addExact(size, pairs.size());
            if (needed > items.length) {
                int larger = Math.max(needed, Math.addExact(size, size >> 1));
                items = Arrays.copyOf(items, larger);
                weights = Arrays.copyOf(weights, larger);
                verdicts = Arrays.copyOf(verdicts, larger);
                kinds = Arrays.copyOf(kinds, larger);
            }
            for (int i = 0; i < pairs.size(); i++) {
                items[size] = pairs.item(i);
                weights[size] = (float) pairs.weight(i);
                verdicts[size] = pairs.verdict(i).code();
                kinds[size] = pairs.kinds(i);
                size++;
            }
            offsets[++users] = size;
        }

        public KeptHistories build() {
            return new KeptHistories(
                    offsets,
                    Arrays.copyOf(items, size),
                    Arrays.copyOf(weights, size),
                    Arrays.copyOf(verdicts, size),
                    Arrays.copyOf(kinds, size));
        }
    }

    /** The number of users. */
    public int users() {
        return offsets.length - 1;
    }

    /** The pairs of the user in a row; none for a negative one. */
    public Pairs pairs(int user) {
        int from = user < 0 ? 0 : offsets[user];
        int to = user < 0 ? 0 : offsets[user + 1];
        Pairs.Builder pairs = new Pairs.Builder(to - from);
        for (int i = from; i < to; i++) {
            pairs.add(items[i], weights[i], Pairs.Verdict.of(verdicts[i]).orElseThrow(), kinds[i]);
        }
        return pairs.inOrder();
    }

    /** The same with likes of at least a weight alone. */
    public KeptHistories withLikeThreshold(double threshold) {
        byte[] changed = verdicts.clone();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == Pairs.Verdict.LIKED.code() && weights[i] < (float) threshold) {
                changed[i] = Pairs.Verdict.SEEN.code();
            }
        }
        return new KeptHistories(offsets, items, weights, changed, kinds);
    }

    /** The same without a user; those behind move up by one. */
    public KeptHistories without(int user) {
        int from = offsets[user];
        int to = offsets[user + 1];
        int[] fewer = new int[offsets.length - 1];
        for (int u = 0; u < fewer.length; u++) {
            fewer[u] = u <= user ? offsets[u] : offsets[u + 1] - (to - from);
        }
        int size = items.length - (to - from);
        int[] keptItems = new int[size];
        float[] keptWeights = new float[size];
        byte[] keptVerdicts = new byte[size];
        long[] keptKinds = new long[size];
        cut(items, keptItems, from, to);
        cut(weights, keptWeights, from, to);
        cut(verdicts, keptVerdicts, from, to);
        cut(kinds, keptKinds, from, to);
        return new KeptHistories(fewer, keptItems, keptWeights, keptVerdicts, keptKinds);
    }

    @SuppressWarnings("SuspiciousSystemArraycopy")
    private static void cut(Object all, Object kept, int from, int to) {
        System.arraycopy(all, 0, kept, 0, from);
        System.arraycopy(all, to, kept, from, Array.getLength(all) - to);
    }

    public int[] offsets() {
        return offsets;
    }

    public int[] items() {
        return items;
    }

    public float[] weights() {
        return weights;
    }

    public byte[] verdicts() {
        return verdicts;
    }

    public long[] kinds() {
        return kinds;
    }
}
