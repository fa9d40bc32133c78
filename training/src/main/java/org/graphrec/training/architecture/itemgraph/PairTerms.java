// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.io.Serializable;
import java.util.Arrays;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.Strongest;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.propagate.CoOccurrence;
import org.graphrec.training.propagate.CommonUsers;

/**
 * Chooses the pairs of items that may become edges, and computes their terms, as {@link SimilarityTerms} defines them. It holds what all
 * items need and no interactions, so that it can be sent to where these are.
 */
public final class PairTerms implements Serializable {
    private static final long serialVersionUID = 1L;

    private final float[] itemScale;
    private final float[][] targetScales; // by measure and item
    private final float[][] vectors;
    private final float[] damping;
    private final int[] ranks;
    private final double userExponent;
    private final double[] up; // of the degree of each item to the power of each spectral exponent, item by item
    private final int spectralExponents;
    private final int perMeasure;
    private final TextNeighbours text; // null when there are no texts
    private final int[][] textNeighbours;

    /**
     * Which pairs, and which terms.
     *
     * @param degrees of items
     * @param svd of the interactions; may be of rank 0
     * @param ranks the ranks to prepare, ascending, the last being that of the decomposition
     * @param text likeness of texts, and {@code textNeighbours} the nearest of each item; null when there are none
     * @param userExponent a, and {@code targetExponents} the values of t, of the linear terms by which pairs are chosen
     * @param spectralExponents the values of c to prepare
     * @param perMeasure pairs kept per item by each of them
     */
    PairTerms(
            int[] degrees,
            RandomizedSvd svd,
            int[] ranks,
            TextNeighbours text,
            int[][] textNeighbours,
            double userExponent,
            double[] targetExponents,
            double[] spectralExponents,
            int perMeasure) {
        this.itemScale = CoOccurrence.inverseRoots(degrees);
        this.targetScales = new float[targetExponents.length][degrees.length];
        for (int m = 0; m < targetScales.length; m++) {
            for (int item = 0; item < degrees.length; item++) {
                targetScales[m][item] = (float) Math.pow(Math.max(1, degrees[item]), -targetExponents[m]);
            }
        }
        this.vectors = svd.rightVectors();
        this.damping = damping(svd.singularValues());
        this.ranks = ranks;
        this.userExponent = userExponent;
        this.spectralExponents = spectralExponents.length;
        this.up = new double[degrees.length * spectralExponents.length];
        for (int i = 0; i < up.length; i++) {
            up[i] = Math.pow(
                    Math.max(1, degrees[i / spectralExponents.length]),
                    spectralExponents[i % spectralExponents.length]);
        }
        this.perMeasure = perMeasure;
        this.text = text;
        this.textNeighbours = textNeighbours;
    }

    /** The terms of the items of some interactions, or of a part of them. */
    public Over over(CoOccurrence interactions) {
        return new Over(interactions);
    }

    /** Interactions with what is the same for all of their items; shared by threads. */
    public final class Over {
        private final CommonUsers common;
        private final CommonUsers alike; // null where it is the same, or nobody asks for it

        private Over(CoOccurrence interactions) {
            this.common = interactions.commonUsers(userExponent, 0);
            this.alike = userExponent == 1 || spectralExponents == 0 ? null : interactions.commonUsers(1, 0);
        }

        /** A reader of one thread. */
        public Reader reader() {
            return new Reader(this);
        }
    }

    /** Computes the terms of one item after the other. */
    public final class Reader {
        private final Over over;
        private final int stride; // of the sums of an item
        private final float[] sums;
        private final int[] touched = new int[itemScale.length];
        private final Strongest strongest = new Strongest();
        private final float[] damped = new float[damping.length];
        private float[] strengths = {};
        private int[] others = {};

        private Reader(Over over) {
            this.over = over;
            this.stride = over.alike == null ? 1 : 2;
            this.sums = new float[stride * itemScale.length];
        }

        /**
         * The terms of an item.
         *
         * @param row where it stands in the interactions: its place in a part, else itself
         */
        public ItemTerms of(int item, int row) {
            int count = over.alike == null
                    ? over.common.add(row, sums, touched)
                    : over.common.add(row, over.alike, sums, touched);
            ItemTerms terms = terms(item, chosen(item, count));
            for (int i = 0; i < count; i++) {
                for (int of = 0; of < stride; of++) {
                    sums[stride * touched[i] + of] = 0;
                }
            }
            return terms;
        }

        /** The targets to keep for {@code item}, ascending. */
        private int[] chosen(int item, int count) {
            if (others.length < count) {
                others = new int[Math.max(count, 2 * others.length)];
                strengths = new float[others.length];
            }
            int size = 0;
            for (int i = 0; i < count; i++) {
                if (touched[i] != item) {
                    others[size++] = touched[i];
                }
            }
            int[] texts = textNeighbours == null || textNeighbours[item] == null ? new int[0] : textNeighbours[item];
            int[] union = new int[targetScales.length * Math.min(perMeasure, size) + texts.length];
            int end = 0;
            for (float[] scale : targetScales) {
                for (int i = 0; i < size; i++) {
                    strengths[i] = sums[stride * others[i]] * scale[others[i]];
                }
                end += strongest.numbers(strengths, others, size, Math.min(perMeasure, size), union, end);
            }
            System.arraycopy(texts, 0, union, end, texts.length);
            return Arrays.stream(union).sorted().distinct().toArray();
        }

        private ItemTerms terms(int item, int[] chosen) {
            ItemTerms terms = new ItemTerms(
                    item,
                    chosen,
                    new float[chosen.length],
                    over.alike == null ? null : new float[chosen.length],
                    new double[spectralExponents],
                    new float[ranks.length][chosen.length],
                    new float[damping.length == 0 ? 0 : chosen.length],
                    new float[text == null ? 0 : chosen.length]);
            for (int i = 0; i < chosen.length; i++) {
                int target = chosen[i];
                terms.common[i] = sums[stride * target];
                float alike = sums[stride * target + stride - 1];
                if (over.alike != null) {
                    terms.alike[i] = alike;
                }
                float gram = alike * itemScale[item] * itemScale[target];
                for (int e = 0; e < spectralExponents; e++) {
                    terms.strongest[e] = Math.max(terms.strongest[e], gram * up[target * spectralExponents + e]);
                }
                if (text != null) {
                    terms.cosine[i] = text.cosine(item, target);
                }
            }
            addSpectral(terms, vectors[item]);
            return terms;
        }

        private void addSpectral(ItemTerms terms, float[] source) {
            for (int k = 0; k < damping.length; k++) {
                damped[k] = damping[k] * source[k];
            }
            for (int i = 0; i < terms.targets.length; i++) {
                float[] vector = vectors[terms.targets[i]];
                float sum = 0;
                for (int level = 0; level < ranks.length; level++) {
                    int from = level == 0 ? 0 : ranks[level - 1];
                    sum += Vectors.dot(source, from, vector, from, ranks[level] - from);
                    terms.flat[level][i] = sum;
                }
                if (damping.length > 0) {
                    terms.damped[i] = Vectors.dot(damped, 0, vector, 0, damping.length);
                }
            }
        }
    }

    /** sigma_r sigma - sigma^2 for each singular value, sigma_r being the last; not positive. */
    private static float[] damping(float[] sigma) {
        float[] damping = new float[sigma.length];
        for (int k = 0; k < sigma.length; k++) {
            damping[k] = sigma[k] * (sigma[sigma.length - 1] - sigma[k]);
        }
        return damping;
    }
}
