// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.tune;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.ItemClasses;
import org.graphrec.training.math.Matrix;

/**
 * What is to be fitted, and how.
 *
 * @param interactions all of them; trials learn from a part
 * @param features [items, dimension] unit rows or zero rows, or null
 * @param classes of the items; null when there are none
 * @param options as asked for
 * @param monitor hears of phases
 */
public record Task(
        Interactions interactions, Matrix features, ItemClasses classes, TrainingOptions options, Monitor monitor) {

    /** Steps that a trial may take: more users would tell closer settings apart, and it would take longer in proportion. */
    private static final double STEPS_MEASURED = 2.2e8;

    private static final int LEAST_USERS_MEASURED = 2_000;

    /** Without classes of items. */
    public Task(Interactions interactions, Matrix features, TrainingOptions options, Monitor monitor) {
        this(interactions, features, null, options, monitor);
    }

    /** The number of users. */
    public int users() {
        return interactions.users();
    }

    /** The number of items. */
    public int items() {
        return interactions.items();
    }

    /** The most edges kept per item. */
    public int edgesPerItem() {
        return options.edgesPerItem(interactions.items());
    }

    /** Of how many users trials are measured: each takes a step for every item, and for every edge from their history. */
    public int usersMeasured() {
        return (int) usersMeasured(users(), items(), interactions.size(), edgesPerItem());
    }

    /** The same for these sizes. */
    public static long usersMeasured(long users, long items, long interactions, long edgesPerItem) {
        double history = (double) interactions / (double) Math.max(1, users);
        double steps = (double) items + history * (double) Math.min(items, edgesPerItem);
        return Math.min(users, Math.max(LEAST_USERS_MEASURED, (long) (STEPS_MEASURED / Math.max(1, steps))));
    }

    /** About how long it takes on two cores to count which items users have in common and to measure it, in seconds. */
    public double coOccurrenceSeconds(int trials) {
        Csr byUser = interactions.byUser();
        double pairs = 0;
        for (int user = 0; user < byUser.rows(); user++) {
            pairs += (double) byUser.degree(user) * byUser.degree(user);
        }
        double measuring = (double) usersMeasured() * items();
        return trials * (pairs + measuring + (double) items() * items() / 4) / 1e9;
    }

    /** As many of {@code users} as are measured, chosen at random; {@code users} is shuffled. */
    public int[] sample(int[] users) {
        SplittableRandom random = new SplittableRandom(options.randomSeed());
        int size = Math.min(users.length, usersMeasured());
        for (int i = 0; i < size; i++) {
            int other = i + random.nextInt(users.length - i);
            int user = users[other];
            users[other] = users[i];
            users[i] = user;
        }
        return Arrays.copyOf(users, size);
    }
}
