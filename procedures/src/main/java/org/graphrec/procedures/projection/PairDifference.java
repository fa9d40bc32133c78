// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import org.graphrec.training.graph.Pairs;

/**
 * How one user's pairs in a projection differ from those of the live graph. Times may have another unit or be finer live, as long
 * as what happened before in the projection happened before in the live graph.
 *
 * @param count pairs that differ
 * @param item row of the first of them that counts, -1 where there is none
 * @param what in words
 */
record PairDifference(int count, int item, String what) {
    static final PairDifference NONE = new PairDifference(0, -1, "");

    /**
     * Compares.
     *
     * @param excused items of which a difference is no wonder; it is counted and no more
     */
    static PairDifference of(Pairs projected, Pairs live, boolean weighted, boolean timed, IntPredicate excused) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < live.size(); i++) {
            places.put(live.item(i), i);
        }
        int count = 0;
        PairDifference first = NONE;
        for (int i = 0; i < projected.size(); i++) {
            Integer place = places.remove(projected.item(i));
            String what = place == null
                    ? "is in the projection and not in the live graph"
                    : different(projected, i, live, place, weighted);
            if (what != null) {
                count++;
                first = first.orIf(projected.item(i), what, excused);
            }
        }
        for (int item :
                places.keySet().stream().mapToInt(Integer::intValue).sorted().toArray()) {
            count++;
            first = first.orIf(item, "is in the live graph and not in the projection", excused);
        }
        if (count == 0 && timed) {
            int[] turned = outOfOrder(projected, live);
            for (int item : turned) {
                first = first.orIf(item, "comes at another place in the order of time", excused);
            }
            count = turned.length;
        }
        return new PairDifference(count, first.item, first.what);
    }

    private PairDifference orIf(int other, String words, IntPredicate excused) {
        return item >= 0 || excused.test(other) ? this : new PairDifference(0, other, words);
    }

    private static String different(Pairs projected, int i, Pairs live, int place, boolean weighted) {
        float before = (float) projected.weight(i);
        float now = (float) live.weight(place);
        if (weighted && Float.compare(before, now) != 0) {
            return "weighs " + before + " in the projection and " + now + " in the live graph";
        }
        return projected.verdict(i) == live.verdict(place)
                ? null
                : "is " + words(projected.verdict(i)) + " in the projection and " + words(live.verdict(place))
                        + " in the live graph";
    }

    private static String words(Pairs.Verdict verdict) {
        return switch (verdict) {
            case LIKED -> "a like";
            case SEEN -> "no like";
            case DISLIKED -> "a dislike";
        };
    }

    /** Items whose live time does not come after all that came before them in the projection. */
    private static int[] outOfOrder(Pairs projected, Pairs live) {
        Map<Integer, Double> times = new HashMap<>();
        for (int i = 0; i < live.size(); i++) {
            times.put(live.item(i), live.time(i));
        }
        int[] turned = new int[projected.size()];
        int size = 0;
        double latest = Double.NaN;
        int from = 0;
        while (from < projected.size()) {
            int to = from;
            double next = latest;
            while (to < projected.size() && projected.time(to) == projected.time(from)) {
                double time = times.get(projected.item(to));
                if (time <= latest) {
                    turned[size++] = projected.item(to);
                }
                next = Double.isNaN(next) ? time : Math.max(next, time);
                to++;
            }
            latest = next;
            from = to;
        }
        return Arrays.copyOf(turned, size);
    }
}
