// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.BitSet;

/** What each item of one history adds to the scores of items: prepared once, to be asked of many. For one thread. */
public interface Parts {

    /** What each item of the history adds to the score of {@code item}, as {@link Model#contributions} has it. */
    double[] of(int item);

    /**
     * Takes out of {@code items} such as no part of the history is above 0 for, where that is cheaper to tell for many at once;
     * one that has such a part always stays.
     */
    default void narrow(BitSet items) {}
}
