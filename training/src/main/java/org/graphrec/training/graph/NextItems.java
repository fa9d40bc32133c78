// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.graphrec.training.Require;

/**
 * What users did next, and what was known before it: on this a model and its successor are compared.
 *
 * @param before what a model may learn from and read as histories
 * @param next at most one interaction of each user, none of them in {@code before}; a user without any before has none
 */
public record NextItems(Interactions before, Interactions next) {

    /**
     * The first interaction of each user after a moment, such that {@code share} of the interactions later than
     * {@code learnedUntil} are after it. Nothing from that moment on is in {@code before}, of any user. An interaction whose time is
     * not known counts as one of before.
     *
     * @param interactions with times
     * @param learnedUntil what has this time or an earlier one is not to be predicted, since a model may have learned from it
     * @param share above 0 and at most 1
     */
    public static NextItems after(Interactions interactions, double learnedUntil, double share) {
        Require.between("share", share, Double.MIN_VALUE, 1.0);
        double[] newer = new double[interactions.size()];
        int count = 0;
        for (int edge = 0; edge < newer.length; edge++) {
            if (interactions.time(edge) > learnedUntil) {
                newer[count++] = interactions.time(edge);
            }
        }
        if (count == 0) {
            return new NextItems(interactions, Holdout.part(interactions, new boolean[interactions.size()], true));
        }
        Arrays.sort(newer, 0, count);
        return from(interactions, newer[Math.min(count - 1, (int) Math.floor((1 - share) * count))]);
    }

    private static NextItems from(Interactions interactions, double moment) {
        boolean[] later = new boolean[interactions.size()];
        boolean[] next = new boolean[later.length];
        Csr byUser = interactions.byUser();
        for (int user = 0; user < interactions.users(); user++) {
            int from = byUser.offsets()[user];
            // a history is sorted by time
            for (int edge = from; edge < byUser.offsets()[user + 1]; edge++) {
                later[edge] = interactions.time(edge) >= moment;
                next[edge] = later[edge] && edge > from && !later[edge - 1];
            }
        }
        Interactions known = interactions.with(interactions.contextBefore(later));
        return new NextItems(Holdout.part(known, later, false), Holdout.part(known, next, true));
    }

    /**
     * An interaction, drawn at random, of each of some users with two or more: all that can be said where there are no times.
     *
     * @param users of whom a model learned nothing
     */
    public static NextItems ofUsers(Interactions interactions, BitSet users, long randomSeed) {
        SplittableRandom random = new SplittableRandom(randomSeed);
        boolean[] drawn = new boolean[interactions.size()];
        Csr byUser = interactions.byUser();
        users.stream().filter(user -> byUser.degree(user) > 1).forEach(user -> {
            drawn[byUser.offsets()[user] + random.nextInt(byUser.degree(user))] = true;
        });
        return new NextItems(Holdout.part(interactions, drawn, false), Holdout.part(interactions, drawn, true));
    }

    /** The users with a next interaction, ascending. */
    public int[] users() {
        int[] users = new int[next.users()];
        int count = 0;
        for (int user = 0; user < users.length; user++) {
            if (next.byUser().degree(user) > 0) {
                users[count++] = user;
            }
        }
        return Arrays.copyOf(users, count);
    }
}
