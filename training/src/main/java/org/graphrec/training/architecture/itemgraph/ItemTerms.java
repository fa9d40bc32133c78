// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.io.Serializable;

/** The terms of the pairs of one source item; see {@link SimilarityTerms}. */
public final class ItemTerms implements Serializable {
    private static final long serialVersionUID = 1L;

    final int item;
    final int[] targets; // ascending
    final float[] common; // what common users say with the exponent by which the targets were chosen
    final float[] alike; // the same with exponent 1; null where that is the same, or nobody asks for it
    final double[] strongest; // by spectral exponent, of R~' R~ times the target's degree to the power of it
    final float[][] flat; // by rank tried
    final float[] damped;
    final float[] cosine;

    ItemTerms(
            int item,
            int[] targets,
            float[] common,
            float[] alike,
            double[] strongest,
            float[][] flat,
            float[] damped,
            float[] cosine) {
        this.item = item;
        this.targets = targets;
        this.common = common;
        this.alike = alike;
        this.strongest = strongest;
        this.flat = flat;
        this.damped = damped;
        this.cosine = cosine;
    }
}
