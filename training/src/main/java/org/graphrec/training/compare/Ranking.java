// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.compare;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphrec.training.graph.History;
import org.graphrec.training.math.TopK;

/**
 * Ranks the items for one user after another. Equal scores are put in a random order, another for each user: in the order of the
 * items' numbers, a method without an opinion would gain from graphs that number popular items first.
 */
final class Ranking {

    /** For so few relevant items counting is faster than sorting. */
    private static final int FEW = 4;

    private final int[] place; // a random order of the items
    private final int[] itemAt; // its inverse
    private final long seed;

    Ranking(int items, long seed) {
        this.seed = seed;
        place = new int[items];
        itemAt = new int[items];
        SplittableRandom random = new SplittableRandom(seed);
        for (int item = 0; item < items; item++) {
            int other = random.nextInt(item + 1);
            itemAt[item] = itemAt[other];
            itemAt[other] = item;
        }
        for (int i = 0; i < items; i++) {
            place[itemAt[i]] = i;
        }
    }

    /** Takes what the user has out of the contest. */
    static void exclude(History history, float[] scores) {
        for (int i = 0; i < history.size(); i++) {
            scores[history.item(i)] = Float.NaN;
        }
    }

    /** The k best, best first. Items with a score of NaN, and those that do not compete, are left out. */
    int[] list(float[] scores, boolean[] competes, int k, int user) {
        int items = scores.length;
        int shift = new SplittableRandom(seed + user).nextInt(Math.max(1, items));
        TopK best = new TopK(Math.min(k, items));
        for (int item = 0; item < items; item++) {
            if (competes[item] && best.admits(scores[item])) {
                best.offer(scores[item], (place[item] + shift) % items);
            }
        }
        return Arrays.stream(best.drain())
                .mapToInt(pair -> itemAt[(TopK.index(pair) + items - shift) % items])
                .toArray();
    }

    /** The share of pairs of a relevant and another competing item that the scores order right, ties half; 0.5 without pairs. */
    static double auc(float[] scores, boolean[] competes, boolean[] relevant) {
        float[] others = new float[scores.length];
        int count = 0;
        int wanted = 0;
        for (int item = 0; item < scores.length; item++) {
            if (competes[item] && !relevant[item] && !Float.isNaN(scores[item])) {
                others[count++] = scores[item] + 0.0f; // -0.0 equals 0.0
            }
            wanted += relevant[item] ? 1 : 0;
        }
        boolean sorted = wanted > FEW;
        if (sorted) {
            Arrays.sort(others, 0, count);
        }
        double right = 0;
        long pairs = 0;
        for (int item = 0; item < scores.length; item++) {
            if (competes[item] && relevant[item] && !Float.isNaN(scores[item])) {
                float score = scores[item] + 0.0f;
                int below = sorted ? below(others, count, score) : counted(others, count, score);
                int upTo =
                        sorted ? below(others, count, Math.nextUp(score)) : counted(others, count, Math.nextUp(score));
                right += 0.5 * (below + upTo);
                pairs += count;
            }
        }
        return pairs == 0 ? 0.5 : right / pairs;
    }

    /** How many of the first {@code count} values, in any order, are below {@code limit}. */
    private static int counted(float[] values, int count, float limit) {
        int below = 0;
        for (int i = 0; i < count; i++) {
            below += values[i] < limit ? 1 : 0;
        }
        return below;
    }

    /** How many of the first {@code count} ascending values are below {@code limit}. */
    private static int below(float[] values, int count, float limit) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (values[middle] < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
