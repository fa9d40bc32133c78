// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.graphrec.training.Require;

/**
 * Interactions in two parts: what a model may learn from, and what it must then predict.
 *
 * @param training everything not held out
 * @param held the held-out interactions
 */
public record Holdout(Interactions training, Interactions held) {

    /**
     * Holds out a share of every user's interactions: the last ones when times are known, else a random choice.
     *
     * <p>Of n interactions, fraction * n are held out on average, rounded up or down at random, so that short histories take
     * part too; at least one always stays.
     *
     * @param fraction from 0 to 1
     */
    public static Holdout of(Interactions interactions, double fraction, long randomSeed) {
        Require.between("fraction", fraction, 0.0, 1.0);
        SplittableRandom random = new SplittableRandom(randomSeed);
        int[] mirrors = interactions.amongUsers() ? mirrors(interactions) : null;
        if (mirrors != null) {
            // half of what is taken takes its mirror image along
            double mirrored =
                    (double) IntStream.of(mirrors).filter(mirror -> mirror >= 0).count() / Math.max(1, mirrors.length);
            return mirrored(interactions, mirrors, of(interactions, fraction * (1 - mirrored / 2), random));
        }
        boolean[] held = of(interactions, fraction, random);
        // what users viewed after what they are to buy would tell it
        Interactions known = interactions.with(interactions.contextBefore(held));
        return new Holdout(part(known, held, false), part(known, held, true));
    }

    private static boolean[] of(Interactions interactions, double fraction, SplittableRandom random) {
        boolean[] held = new boolean[interactions.size()];
        Csr byUser = interactions.byUser();
        for (int user = 0; user < interactions.users(); user++) {
            int size = byUser.degree(user);
            int count = Math.min((int) (size * fraction + random.nextDouble()), size - 1);
            int from = byUser.offsets()[user];
            for (int i = 0; i < size && count > 0; i++) {
                // Selection sampling: each of the remaining is taken with the share still wanted.
                boolean take = interactions.timed() ? size - i <= count : random.nextInt(size - i) < count;
                if (take) {
                    held[from + i] = true;
                    count--;
                }
            }
        }
        return held;
    }

    /**
     * Where users are items, an interaction and its mirror image are held out together, since one would tell the other; or neither,
     * where a user would be left without any.
     */
    private static Holdout mirrored(Interactions interactions, int[] mirrors, boolean[] held) {
        Csr byUser = interactions.byUser();
        int[] left = new int[byUser.rows()];
        int[] userOf = new int[mirrors.length];
        for (int user = 0; user < left.length; user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                userOf[edge] = user;
                left[user] += held[edge] ? 0 : 1;
            }
        }
        boolean[] taken = held.clone();
        for (int edge = 0; edge < mirrors.length; edge++) {
            if (held[edge] && mirrors[edge] >= 0 && !taken[mirrors[edge]]) {
                int other = userOf[mirrors[edge]];
                boolean enough = left[other] > 1;
                taken[enough ? mirrors[edge] : edge] = enough;
                left[enough ? other : userOf[edge]] += enough ? -1 : 1;
            }
        }
        return new Holdout(part(interactions, taken, false), part(interactions, taken, true));
    }

    /** For each interaction, the one with user and item swapped, or -1. */
    private static int[] mirrors(Interactions interactions) {
        Csr byUser = interactions.byUser();
        int[] userOfItem = new int[byUser.columns()];
        Arrays.fill(userOfItem, -1);
        Map<Long, Integer> edges = new HashMap<>();
        for (int user = 0; user < byUser.rows(); user++) {
            if (interactions.self(user) >= 0) {
                userOfItem[interactions.self(user)] = user;
            }
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                edges.put((long) user << 32 | byUser.targets()[edge], edge);
            }
        }
        int[] mirrors = new int[byUser.edges()];
        for (int user = 0; user < byUser.rows(); user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                int other = userOfItem[byUser.targets()[edge]];
                int self = interactions.self(user);
                mirrors[edge] = other < 0 || self < 0 ? -1 : edges.getOrDefault((long) other << 32 | self, -1);
            }
        }
        return mirrors;
    }

    /** Holds out all interactions of some items, as if they were new. */
    public static Holdout ofItems(Interactions interactions, BitSet items) {
        boolean[] held = new boolean[interactions.size()];
        for (int edge = 0; edge < held.length; edge++) {
            held[edge] = items.get(interactions.byUser().targets()[edge]);
        }
        return new Holdout(part(interactions, held, false), part(interactions, held, true));
    }

    /** Holds out all interactions of some users, as if they were new. */
    public static Holdout ofUsers(Interactions interactions, BitSet users) {
        boolean[] held = new boolean[interactions.size()];
        int[] offsets = interactions.byUser().offsets();
        users.stream().forEach(user -> Arrays.fill(held, offsets[user], offsets[user + 1], true));
        return new Holdout(part(interactions, held, false), part(interactions, held, true));
    }

    /** The marked interactions, or those that are not marked. */
    static Interactions part(Interactions interactions, boolean[] held, boolean which) {
        Csr byUser = interactions.byUser();
        int size = 0;
        for (boolean is : held) {
            size += is == which ? 1 : 0;
        }
        int[] offsets = new int[byUser.rows() + 1];
        int[] targets = new int[size];
        float[] weights = byUser.weighted() ? new float[size] : null;
        int position = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            for (int edge = byUser.offsets()[user]; edge < byUser.offsets()[user + 1]; edge++) {
                if (held[edge] == which) {
                    targets[position] = byUser.targets()[edge];
                    if (weights != null) {
                        weights[position] = byUser.weight(edge);
                    }
                    position++;
                }
            }
            offsets[user + 1] = position;
        }
        return interactions.withHistories(new Csr(byUser.rows(), byUser.columns(), offsets, targets, weights));
    }
}
