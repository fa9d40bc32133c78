// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.graphrec.training.graph.Interactions;

/**
 * What may be learnt from, and what is to be predicted. What is withheld follows from a seed and the keys of users and items alone:
 * each gets the number {@code new SplittableRandom(seed * 1_000_003 + key).nextLong()}, and the tenth with the lowest is taken. The key
 * of a pair is {@code user * 100_003 + item}; a key that is no number counts as its hash code.
 *
 * @param train without context
 * @param test what is withheld
 */
record ContextSplit(Interactions train, Interactions test) {
    private static final double SHARE = 0.1;

    /** A tenth of each user's interactions. */
    static ContextSplit ofEachUser(ContextData data, int seed) {
        if (data.given() != null) {
            return new ContextSplit(interactions(data, data.pairs()), interactions(data, data.given()));
        }
        long[] users = keys(data.users());
        long[] items = keys(data.items());
        Map<Integer, List<int[]>> byUser = new TreeMap<>();
        data.pairs()
                .forEach(pair -> byUser.computeIfAbsent(pair[0], user -> new ArrayList<>())
                        .add(pair));
        List<int[]> train = new ArrayList<>();
        List<int[]> test = new ArrayList<>();
        for (List<int[]> pairs : byUser.values()) {
            pairs.sort(Comparator.comparingLong(pair -> number(seed, users[pair[0]] * 100_003 + items[pair[1]])));
            int taken = (int) Math.round(pairs.size() * SHARE);
            test.addAll(pairs.subList(0, taken));
            train.addAll(pairs.subList(taken, pairs.size()));
        }
        return new ContextSplit(interactions(data, train), interactions(data, test));
    }

    /** A tenth of the edges among users, in both directions. */
    static ContextSplit ofFriendships(ContextData data, int seed) {
        long[] users = keys(data.users());
        List<int[]> once = data.pairs().stream()
                .filter(pair -> users[pair[0]] < users[pair[1]])
                .sorted(Comparator.comparingLong(pair -> number(seed, users[pair[0]] * 100_003 + users[pair[1]])))
                .toList();
        int taken = (int) Math.round(once.size() * SHARE);
        return new ContextSplit(
                interactions(data, bothWays(once.subList(taken, once.size()))),
                interactions(data, bothWays(once.subList(0, taken))));
    }

    private static List<int[]> bothWays(List<int[]> edges) {
        List<int[]> both = new ArrayList<>(edges);
        edges.forEach(edge -> both.add(new int[] {edge[1], edge[0]}));
        return both;
    }

    /** A tenth of the items, with all that anybody did with them. */
    static ContextSplit ofItems(ContextData data, int seed) {
        BitSet items = lowest(keys(data.items()), seed);
        return apart(data, pair -> items.get(pair[1]));
    }

    /** A tenth of the users, with all that they did. */
    static ContextSplit ofUsers(ContextData data, int seed) {
        BitSet users = lowest(keys(data.users()), seed);
        return apart(data, pair -> users.get(pair[0]));
    }

    private static ContextSplit apart(ContextData data, Predicate<int[]> withheld) {
        return new ContextSplit(
                interactions(
                        data, data.pairs().stream().filter(withheld.negate()).toList()),
                interactions(data, data.pairs().stream().filter(withheld).toList()));
    }

    private static BitSet lowest(long[] keys, int seed) {
        BitSet lowest = new BitSet();
        IntStream.range(0, keys.length)
                .boxed()
                .sorted(Comparator.comparingLong(row -> number(seed, keys[row])))
                .limit(Math.round(keys.length * SHARE))
                .forEach(lowest::set);
        return lowest;
    }

    private static long number(int seed, long key) {
        return new SplittableRandom(seed * 1_000_003L + key).nextLong();
    }

    private static long[] keys(Map<String, Integer> numbers) {
        long[] keys = new long[numbers.size()];
        numbers.forEach((key, row) -> keys[row] = key.matches("\\d{1,9}") ? Long.parseLong(key) : key.hashCode());
        return keys;
    }

    private static Interactions interactions(ContextData data, List<int[]> pairs) {
        return Interactions.of(
                data.users().size(),
                data.items().size(),
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                null,
                null);
    }
}
