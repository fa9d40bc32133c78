// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

/**
 * How much is generated, and how much is asked.
 *
 * @param items how many there are, at least a thousand; from 20,000 on a user has twenty different ones
 * @param users at least one
 * @param rounds at least one, after one that is not measured
 * @param calls in each round, to each who is asked
 */
record Workload(int items, int users, int rounds, int calls) {
    private static final int ITEMS_A_USER = 5;

    Workload {
        requireAtLeast("rec.items", items, GeneratedItems.CLUMPS);
        requireAtLeast("rec.users", users, 1);
        requireAtLeast("rec.rounds", rounds, 1);
        requireAtLeast("rec.calls", calls, 1);
    }

    /**
     * By {@code rec.items}, {@code rec.users} (a fifth of the items by default), {@code rec.rounds} and {@code rec.calls}.
     *
     * @throws IllegalArgumentException where one is no number, or too small
     */
    static Workload ofProperties() {
        int items = property("rec.items", 100_000);
        return new Workload(
                items,
                property("rec.users", Math.max(1, items / ITEMS_A_USER)),
                property("rec.rounds", 5),
                property("rec.calls", 400));
    }

    private static int property(String name, int otherwise) {
        String value = System.getProperty(name, String.valueOf(otherwise));
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "The value of `" + name + "` must be a whole number but was `" + value + "`.", e);
        }
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "The value of `" + name + "` must be at least " + least + " but was " + value + ".");
        }
    }
}
