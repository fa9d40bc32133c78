// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.io.Serializable;

/** The terms of the pairs of one source item; see {@link SimilarityTerms}. */
public final class ItemTerms implements Serializable {
    private static final long serialVersionUID = 1L;

    final int item;
    final int[] targets; // ascending
    final float[] gram;
    final float[][] flat; // by rank tried
    final float[] damped;
    final float[] cosine;

    ItemTerms(int item, int[] targets, float[] gram, float[][] flat, float[] damped, float[] cosine) {
        this.item = item;
        this.targets = targets;
        this.gram = gram;
        this.flat = flat;
        this.damped = damped;
        this.cosine = cosine;
    }
}
