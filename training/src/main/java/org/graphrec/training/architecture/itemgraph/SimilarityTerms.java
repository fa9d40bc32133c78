// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.BitSet;
import org.graphrec.training.math.RandomizedSvd;

/**
 * The terms of an item graph, for every pair of items that may become an edge: computed once, combined by every trial.
 *
 * <p>S = D_i^-s R' D_u^-a R D_i^-t / x + D_i^-c V f(Sigma) V' D_i^c / y + g max(0, cos)^p, where R has the interactions, with weights
 * as in {@link org.graphrec.training.propagate.CommonUsers} in the first term, D_u and D_i the degrees of users and items, V and Sigma are the leading singular vectors and values of R~ = D_u^-1/2 R D_i^-1/2, and
 * f(sigma) = spectralWeight + damping (sigma_r sigma - sigma^2). With damping 0 and c = 1/2 the second term is that of GF-CF (Shen
 * et al., "How Powerful is Graph Convolution for Recommendation?", 2021); the damping takes from a strong direction what the Gram
 * matrix R~' R~ gives it beyond the geometric mean with the weakest kept. The typical strongest edge of the first term is x, and that
 * of D_i^-c R~' R~ D_i^c is y, so that weights mean the same whatever the exponents.
 *
 * <p>The item-item product is never formed. The pairs kept are those of the strongest linear term, for one exponent or several,
 * and the nearest texts; the spectral term is computed on those alone.
 */
final class SimilarityTerms {

    final int[][] targets; // of each source item, ascending
    final float[][] gram; // R~' R~, by source item and position in targets
    final float[][][] flat; // by source item and rank tried: sum over the leading directions of v_j v_i
    final float[][] damped; // sum over all directions of (sigma_r sigma - sigma^2) v_j v_i
    final float[][] cosine; // of the texts
    final int[] ranks; // the ranks tried, ascending; damped belongs to the last
    final int[] degrees;
    final BitSet cold = new BitSet();
    final TextNeighbours text; // null when there are no texts

    private final PairSource source;
    private float[][] common; // of the exponents below
    private double commonExponent = Double.NaN;
    private double commonStrength;

    private SimilarityTerms(PairSource source, int[] ranks, TextNeighbours text) {
        this.source = source;
        this.degrees = source.degrees();
        int items = degrees.length;
        this.targets = new int[items][];
        this.gram = new float[items][];
        this.flat = new float[items][][];
        this.damped = new float[items][];
        this.cosine = new float[items][];
        this.ranks = ranks;
        for (int item = 0; item < items; item++) {
            cold.set(item, degrees[item] == 0);
        }
        this.text = text;
    }

    /**
     * Computes the terms; parameters as in {@link PairTerms}.
     *
     * @param svd of the interactions; may be of rank 0
     */
    static SimilarityTerms of(
            PairSource source,
            RandomizedSvd svd,
            int[] ranks,
            TextNeighbours text,
            int[][] textNeighbours,
            double userExponent,
            double[] targetExponents,
            int perMeasure) {
        SimilarityTerms parts = new SimilarityTerms(source, ranks, text);
        source.terms(
                new PairTerms(
                        parts.degrees, svd, ranks, text, textNeighbours, userExponent, targetExponents, perMeasure),
                parts::take);
        return parts;
    }

    /** Each item's place is written by whoever computed it, and by nobody else. */
    private void take(ItemTerms terms) {
        targets[terms.item] = terms.targets;
        gram[terms.item] = terms.gram;
        flat[terms.item] = terms.flat;
        damped[terms.item] = terms.damped;
        cosine[terms.item] = terms.cosine;
    }

    /** The rows of {@link org.graphrec.training.propagate.CommonUsers}, by source item and position in targets; the last are kept. */
    float[][] common(double userExponent, double strength) {
        if (userExponent != commonExponent || strength != commonStrength) {
            common = source.common(targets, userExponent, strength);
            commonExponent = userExponent;
            commonStrength = strength;
        }
        return common;
    }
}
