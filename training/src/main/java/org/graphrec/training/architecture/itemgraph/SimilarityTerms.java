// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

    /** What common users say is kept for so many exponents: of the best so far, and of the one that is tried. */
    private static final int KEPT = 2;

    final int[][] targets; // of each source item, ascending
    final float[][][] flat; // by source item and rank tried: sum over the leading directions of v_j v_i
    final float[][] damped; // sum over all directions of (sigma_r sigma - sigma^2) v_j v_i
    final float[][] cosine; // of the texts
    final int[] ranks; // the ranks tried, ascending; damped belongs to the last
    final int[] degrees;
    final BitSet cold = new BitSet();
    final TextNeighbours text; // null when there are no texts
    private final int longest;

    private final PairSource source;
    private final double[] spectralExponents;
    private final double[][] strongest; // by spectral exponent and source item, as ItemTerms has it
    private final List<Common> kept = new ArrayList<>();

    /** What the common users of pairs say with an exponent and a strength of weights. */
    private static final class Common {
        private final double exponent;
        private final double strength;
        private final float[][] values;
        private int uses;

        Common(double exponent, double strength, float[][] values) {
            this.exponent = exponent;
            this.strength = strength;
            this.values = values;
        }
    }

    /**
     * Computes the terms; parameters as in {@link PairTerms}.
     *
     * @param svd of the interactions; may be of rank 0
     */
    SimilarityTerms(
            PairSource source,
            RandomizedSvd svd,
            int[] ranks,
            TextNeighbours text,
            int[][] textNeighbours,
            double userExponent,
            double[] targetExponents,
            double[] spectralExponents,
            int perMeasure) {
        this.source = source;
        this.degrees = source.degrees();
        int items = degrees.length;
        this.spectralExponents = ranks.length == 0 ? new double[0] : spectralExponents;
        this.strongest = new double[this.spectralExponents.length][items];
        this.targets = new int[items][];
        this.flat = new float[items][][];
        this.damped = new float[items][];
        this.cosine = new float[items][];
        this.ranks = ranks;
        for (int item = 0; item < items; item++) {
            cold.set(item, degrees[item] == 0);
        }
        this.text = text;
        float[][] common = new float[items][];
        float[][] alike = userExponent == 1 || ranks.length == 0 ? null : new float[items][];
        // each item's place is written by whoever computed it, and by nobody else
        source.terms(
                new PairTerms(
                        degrees,
                        svd,
                        ranks,
                        text,
                        textNeighbours,
                        userExponent,
                        targetExponents,
                        this.spectralExponents,
                        perMeasure),
                terms -> {
                    take(terms);
                    common[terms.item] = terms.common;
                    if (alike != null) {
                        alike[terms.item] = terms.alike;
                    }
                });
        kept.add(new Common(userExponent, 0, common));
        if (alike != null) {
            kept.add(new Common(1, 0, alike));
        }
        this.longest = Arrays.stream(targets).mapToInt(row -> row.length).max().orElse(0);
    }

    private void take(ItemTerms terms) {
        targets[terms.item] = terms.targets;
        flat[terms.item] = terms.flat;
        damped[terms.item] = terms.damped;
        cosine[terms.item] = terms.cosine;
        for (int e = 0; e < strongest.length; e++) {
            strongest[e][terms.item] = terms.strongest[e];
        }
    }

    /** The most targets of an item. */
    int longest() {
        return longest;
    }

    /**
     * Of each item, the strongest of R~' R~ times its targets' degrees to the power of an exponent.
     *
     * @param spectralExponent one that was prepared
     */
    double[] strongest(double spectralExponent) {
        for (int e = 0; e < spectralExponents.length; e++) {
            if (spectralExponents[e] == spectralExponent) {
                return strongest[e];
            }
        }
        throw new IllegalArgumentException("The spectral exponent " + spectralExponent + " was not prepared.");
    }

    /**
     * The rows of {@link org.graphrec.training.propagate.CommonUsers}, by source item and position in targets. Those that were used most
     * are kept.
     */
    float[][] common(double userExponent, double strength) {
        for (Common one : kept) {
            if (one.exponent == userExponent && one.strength == strength) {
                one.uses++;
                return one.values;
            }
        }
        if (kept.size() == KEPT) {
            // before the next one is made
            kept.remove(kept.get(0).uses <= kept.get(1).uses ? 0 : 1);
        }
        Common made = new Common(userExponent, strength, source.common(targets, userExponent, strength));
        made.uses++;
        kept.add(made);
        return made.values;
    }
}
