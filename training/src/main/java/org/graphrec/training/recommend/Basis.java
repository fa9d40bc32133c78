// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

/** What a row of an answer rests on. */
public enum Basis {
    /** The history: something in it adds to the score of an item that had interactions at training. */
    HISTORY,
    /** Texts: those of a query, or that of an item without interactions at training, which is like something in the history. */
    TEXT,
    /** What is known of the user or of the item beside the history, such as friends or attributes. */
    CONTEXT,
    /** How many have the item: nothing in the history speaks for it. */
    POPULARITY
}
