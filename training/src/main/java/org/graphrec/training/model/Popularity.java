// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.Require;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.TopK;

/**
 * The same for everybody: an item's number of interactions, divided by the largest; from 0 to 1. The history is not read. Where what is
 * popular lately serves users without a history better, they are shown that first: a score is then the number of recent interactions,
 * and a fraction for all of them.
 */
public final class Popularity implements Model {

    private final int[] counts;
    private final int[] recent; // null: all of them decide
    private final float[] scores;
    private final int more;
    private final Order order;

    /** The items by count, sorted when they are first wanted. */
    private static final class Order {
        private final float[] scores; // null: the counts decide
        private int[] items;

        private Order(float[] scores) {
            this.scores = scores;
        }

        private synchronized int[] of(int[] counts, int[] recent) {
            if (items == null) {
                int[] byCount = sorted(IntStream.range(0, counts.length).toArray(), counts);
                items = scores != null ? sorted(scores) : recent == null ? byCount : sorted(byCount, recent);
            }
            return items;
        }

        /** All, those with the highest scores first; ties by the lower index. */
        private static int[] sorted(float[] scores) {
            TopK best = new TopK(scores.length);
            for (int item = 0; item < scores.length; item++) {
                best.offer(scores[item], item);
            }
            return Arrays.stream(best.drain()).mapToInt(TopK::index).toArray();
        }

        /** Those with the highest counts first; ties keep their order. */
        private static int[] sorted(int[] items, int[] counts) {
            long[] keys = new long[items.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = (long) -counts[items[i]] << 32 | i;
            }
            Arrays.sort(keys);
            return Arrays.stream(keys).mapToInt(key -> items[(int) key]).toArray();
        }
    }

    /** A model from the number of interactions of each item. */
    public Popularity(int[] counts) {
        this(counts, (int[]) null);
    }

    /**
     * A model whose order begins with what is popular lately.
     *
     * @param recent the number of recent interactions of each item; null: all interactions decide
     */
    public Popularity(int[] counts, int[] recent) {
        if (recent != null) {
            Require.size("recent", recent.length, counts.length);
        }
        this.recent = recent == null ? null : recent.clone();
        this.more = 0;
        this.order = new Order(null);
        this.counts = counts.clone();
        this.scores = new float[counts.length];
        int most = 1;
        for (int count : counts) {
            most = Math.max(most, count);
        }
        int mostRecent = recent == null ? 0 : Arrays.stream(recent).max().orElse(0);
        for (int item = 0; item < counts.length; item++) {
            double all = (double) counts[item] / most;
            scores[item] = (float) (recent == null ? all : (recent[item] + all / 2) / (mostRecent + 0.5));
        }
    }

    /**
     * A model whose scores and whose order are given.
     *
     * @param counts the number of interactions of each item
     * @param scores one an item, finite and not below 0
     */
    public static Popularity ofScores(int[] counts, float[] scores) {
        Require.size("scores", scores.length, counts.length);
        Require.finite("scores", scores);
        return new Popularity(counts.clone(), scores.clone());
    }

    private Popularity(int[] counts, float[] scores) {
        this.counts = counts;
        this.recent = null;
        this.scores = scores;
        this.more = 0;
        this.order = new Order(scores);
    }

    /** That of these interactions. */
    public static Popularity of(Interactions interactions) {
        int[] counts = new int[interactions.items()];
        for (int item : interactions.byUser().targets()) {
            counts[item]++;
        }
        return new Popularity(counts);
    }

    private Popularity(Popularity known, int more) {
        this.counts = known.counts;
        this.recent = known.recent;
        this.scores = known.scores;
        this.more = more;
        this.order = known.order;
    }

    /** New items come last: nobody had them at training. */
    @Override
    public Popularity with(NewItems items, int concurrency, Monitor monitor) {
        return new Popularity(this, items.size());
    }

    @Override
    public String architecture() {
        return "popularity";
    }

    @Override
    public int items() {
        return counts.length + more;
    }

    /** The number of interactions of {@code item} at training. */
    public int count(int item) {
        return item < counts.length ? counts[item] : 0;
    }

    /** The number of recent interactions of each item at training; empty where all decide. A copy. */
    public Optional<int[]> recent() {
        return Optional.ofNullable(recent).map(int[]::clone);
    }

    /**
     * All items, those with the most recent interactions first where these decide, then those with the most interactions, ties by the
     * lower index.
     */
    public IntStream descending() {
        return IntStream.concat(Arrays.stream(order.of(counts, recent)), IntStream.range(counts.length, items()));
    }

    @Override
    public void score(History history, float[] scores) {
        Require.atLeast("size of scores", scores.length, items());
        System.arraycopy(this.scores, 0, scores, 0, counts.length);
        Arrays.fill(scores, counts.length, items(), 0);
    }

    @Override
    public boolean personal() {
        return false;
    }

    /** Empty: the history has no say. */
    @Override
    public Parts parts(History history) {
        return item -> new double[0];
    }

    @Override
    public Optional<Model> withoutInteractionsOf(BitSet items) {
        return Optional.of(new MaskedItems(this, items));
    }

    @Override
    public boolean cold(int item) {
        return count(item) == 0;
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }
}
