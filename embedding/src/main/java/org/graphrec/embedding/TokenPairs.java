// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Pairs of tokens that follow each other, each with a number from 0. Not a record: it holds arrays. */
final class TokenPairs {

    static final TokenPairs NONE = new TokenPairs(new long[0]);

    /** How many of the slots are empty, so that few pairs have to look for one. */
    private static final int SLOTS_PER_PAIR = 2;

    private final long[] pairs;
    private final int[] slots;
    private final int mask;

    private TokenPairs(long[] pairs) {
        this.pairs = pairs;
        int size = Integer.highestOneBit(Math.max(1, SLOTS_PER_PAIR * pairs.length)) * 2;
        slots = new int[size];
        mask = size - 1;
        for (int number = 0; number < pairs.length; number++) {
            int slot = home(pairs[number]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = number + 1;
        }
    }

    /** Pairs in the order of their numbers. */
    static TokenPairs of(int[] firsts, int[] seconds) {
        return new TokenPairs(IntStream.range(0, firsts.length)
                .mapToLong(i -> pair(firsts[i], seconds[i]))
                .toArray());
    }

    /**
     * Those that texts have most often.
     *
     * @param least how often at least
     * @param most how many at most
     */
    static TokenPairs frequent(List<int[]> texts, int least, int most) {
        long[] all = texts.stream()
                .flatMapToLong(tokens ->
                        IntStream.range(1, tokens.length).mapToLong(i -> pair(tokens[i - 1], tokens[i])))
                .sorted()
                .toArray();
        long[] byCount = new long[all.length];
        int found = 0;
        int from = 0;
        for (int i = 1; i <= all.length; i++) {
            if (i == all.length || all[i] != all[from]) {
                if (i - from >= least) {
                    // the count before the place, so that sorting puts the most frequent last
                    byCount[found++] = ((long) (i - from) << Integer.SIZE) | (Integer.MAX_VALUE - from);
                }
                from = i;
            }
        }
        Arrays.sort(byCount, 0, found);
        long[] kept = new long[Math.min(found, most)];
        for (int k = 0; k < kept.length; k++) {
            kept[k] = all[Integer.MAX_VALUE - (int) byCount[found - 1 - k]];
        }
        return new TokenPairs(kept);
    }

    private static long pair(int first, int second) {
        return ((long) first << Integer.SIZE) | second;
    }

    private int home(long pair) {
        long mixed = pair * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> Integer.SIZE) & mask;
    }

    int size() {
        return pairs.length;
    }

    int first(int number) {
        return (int) (pairs[number] >>> Integer.SIZE);
    }

    int second(int number) {
        return (int) pairs[number];
    }

    /** The number of a pair, or -1 where it has none. */
    int number(int first, int second) {
        long wanted = pair(first, second);
        for (int slot = home(wanted); slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = slots[slot] - 1;
            if (pairs[number] == wanted) {
                return number;
            }
        }
        return -1;
    }

    /** The numbers of the pairs in a text, in its order. */
    int[] of(int[] tokens) {
        return IntStream.range(1, tokens.length)
                .map(i -> number(tokens[i - 1], tokens[i]))
                .filter(number -> number >= 0)
                .toArray();
    }
}
