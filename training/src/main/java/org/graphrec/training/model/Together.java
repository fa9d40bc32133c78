// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

/** How many histories are scored at once: enough for a product of matrices to pay, and no more than a thread's share of memory allows. */
public final class Together {

    /** Four fill a pass of a product; so many make it worth to read a matrix from memory that no cache holds. */
    public static final int MOST = 32;

    private static final int LEAST = 4;

    /** Scores of a thread, 8 MiB of them. */
    private static final int SCORES = 1 << 21;

    private Together() {}

    /** Of models that gain from it, over so many items. */
    public static int histories(int items) {
        return Math.max(LEAST, Math.min(MOST, SCORES / Math.max(1, items)));
    }

    /** The same where each has several times as many scores, and one at a time will do if these are very many. */
    public static int histories(long items, long models) {
        return (int) Math.max(1, Math.min(MOST, SCORES / Math.max(1, items * models)));
    }

    /** Of a model; 1 where it gains nothing. */
    public static int histories(Model model) {
        return model.dense() ? histories(model.items()) : 1;
    }

    /** Heap of a thread that scores histories together, in bytes: their scores, those of a part, and those that parts share. */
    public static long bytes(long items) {
        return 3L * Float.BYTES * items * histories((int) Math.min(items, Integer.MAX_VALUE));
    }

    /** The same where the scores of several models are kept, and those that some of them share. */
    public static long bytes(long items, long models) {
        return (models + 1) * Float.BYTES * items * histories(items, models);
    }
}
