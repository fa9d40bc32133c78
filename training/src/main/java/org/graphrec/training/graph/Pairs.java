// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What one user has to do with items, each item once, oldest first. */
public final class Pairs {

    /** What a pair says of the user's taste. */
    public enum Verdict {
        /** A like: models learn from it and serve from it. */
        LIKED(0),
        /** Seen, and no like: a weight below the threshold, or none that can be read. It says nothing of taste. */
        SEEN(1),
        /** A weight of 0 or below: seen, and it counts against what is like it. */
        DISLIKED(2);

        private final byte code;

        Verdict(int code) {
            this.code = (byte) code;
        }

        /** The number that stands for it in a file. */
        public byte code() {
            return code;
        }

        /** The one of a code, or empty. */
        public static Optional<Verdict> of(byte code) {
            return Arrays.stream(values()).filter(one -> one.code == code).findFirst();
        }
    }

    private static final double[] NO_OTHERS = {};

    private final List<Pair> pairs;

    private Pairs(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /**
     * One item.
     *
     * @param item its row
     * @param weight NaN where none can be read
     * @param time negative infinity where it is unknown
     * @param kinds a bit for each kind of event that it was
     * @param unreadable how many of its events have no weight that can be read
     * @param others further numbers of the event that counts
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Pair(int item, double weight, double time, Verdict verdict, long kinds, int unreadable, double[] others) {
        Pair of(long ofKinds, int ofUnreadable) {
            return new Pair(item, weight, time, verdict, ofKinds, ofUnreadable, others);
        }
    }

    /** Collects pairs, each item once. */
    public static final class Builder {
        private final List<Pair> pairs;

        /** For about so many. */
        public Builder(int expected) {
            pairs = new ArrayList<>(expected);
        }

        void add(Pair pair) {
            pairs.add(pair);
        }

        /** Adds a pair whose time is not known; {@code kinds} has a bit for each kind of event that it was. */
        public void add(int item, double weight, Verdict verdict, long kinds) {
            pairs.add(new Pair(item, weight, Double.NEGATIVE_INFINITY, verdict, kinds, 0, NO_OTHERS));
        }

        Pairs sorted() {
            pairs.sort(Comparator.comparingDouble(Pair::time).thenComparingInt(Pair::item));
            return new Pairs(pairs);
        }

        /** They came oldest first. */
        public Pairs inOrder() {
            return new Pairs(pairs);
        }
    }

    /** These, and then later ones; an item of both is as the later ones have it, and of all their kinds. */
    public Pairs then(Pairs later) {
        Map<Integer, Pair> last = new LinkedHashMap<>();
        for (Pairs part : List.of(this, later)) {
            for (Pair pair : part.pairs) {
                Pair before = last.remove(pair.item());
                last.put(
                        pair.item(), before == null ? pair : pair.of(pair.kinds() | before.kinds(), pair.unreadable()));
            }
        }
        return new Pairs(List.copyOf(last.values()));
    }

    /** The number of items. */
    public int size() {
        return pairs.size();
    }

    /** The row of the {@code i}-th oldest item. */
    public int item(int i) {
        return pairs.get(i).item();
    }

    /** Its weight; NaN where none can be read. */
    public double weight(int i) {
        return pairs.get(i).weight();
    }

    /** Its time; negative infinity where it is unknown. */
    public double time(int i) {
        return pairs.get(i).time();
    }

    /** A bit for each kind of event that it was. */
    public long kinds(int i) {
        return pairs.get(i).kinds();
    }

    /** What it says of the user's taste. */
    public Verdict verdict(int i) {
        return pairs.get(i).verdict();
    }

    /** A further number of the {@code i}-th item, as {@link Events#add} got it. */
    public double other(int column, int i) {
        return pairs.get(i).others()[column];
    }

    /** How many events had no weight that can be read. */
    public int unreadable() {
        return pairs.stream().mapToInt(Pair::unreadable).sum();
    }

    /** How many are likes. */
    public long likes() {
        return pairs.stream().filter(pair -> pair.verdict() == Verdict.LIKED).count();
    }

    /** The items of some kinds of events, liked or not; and whatever was disliked. */
    public int[] seen(long kinds) {
        return pairs.stream()
                .filter(pair -> (pair.kinds() & kinds) != 0 || pair.verdict() == Verdict.DISLIKED)
                .mapToInt(Pair::item)
                .toArray();
    }

    /** A weight as models learn it: one too small for a float is still one. */
    public static float strength(double weight) {
        return weight > 0 ? Math.max((float) weight, Float.MIN_VALUE) : (float) weight;
    }

    /** Likes, and dislikes that count against what is like them: what a ranking is computed from. */
    public History history(boolean weighted) {
        int[] chosen = IntStream.range(0, size())
                .filter(i -> verdict(i) != Verdict.SEEN)
                .toArray();
        boolean disliked = IntStream.of(chosen).anyMatch(i -> verdict(i) == Verdict.DISLIKED);
        int[] items = new int[chosen.length];
        float[] weights = weighted ? new float[chosen.length] : null;
        float[] emphases = disliked ? new float[chosen.length] : null;
        for (int i = 0; i < chosen.length; i++) {
            items[i] = item(chosen[i]);
            double weight = Math.abs(weight(chosen[i]));
            if (weighted) {
                // a weight too small for a float is still one
                weights[i] = weight == 0 ? 1 : Math.max((float) weight, Float.MIN_VALUE);
            }
            if (disliked) {
                emphases[i] = verdict(chosen[i]) == Verdict.DISLIKED ? -1 : 1;
            }
        }
        return new History(items, weights, emphases);
    }

    /** Every pair with its weight as a rating; those without one are left out. */
    public History ratings() {
        int[] chosen =
                IntStream.range(0, size()).filter(i -> !Double.isNaN(weight(i))).toArray();
        int[] items = new int[chosen.length];
        float[] ratings = new float[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            items[i] = item(chosen[i]);
            ratings[i] = (float) weight(chosen[i]);
        }
        return new History(items, ratings);
    }
}
