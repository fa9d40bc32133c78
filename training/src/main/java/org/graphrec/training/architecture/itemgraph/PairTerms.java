// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.io.Serializable;
import java.util.Arrays;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.TopK;
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
        private final CommonUsers alike;

        private Over(CoOccurrence interactions) {
            this.common = interactions.commonUsers(userExponent, 0);
            this.alike = userExponent == 1 ? common : interactions.commonUsers(1, 0);
        }

        /** A reader of one thread. */
        public Reader reader() {
            return new Reader(this);
        }
    }

    /** Computes the terms of one item after the other. */
    public final class Reader {
        private final Over over;
        private final float[] sums = new float[itemScale.length];
        private final int[] touched = new int[itemScale.length];

        private Reader(Over over) {
            this.over = over;
        }

        /**
         * The terms of an item.
         *
         * @param row where it stands in the interactions: its place in a part, else itself
         */
        public ItemTerms of(int item, int row) {
            int count = over.common.add(row, sums, touched);
            int[] neighbours = textNeighbours == null ? null : textNeighbours[item];
            int[] chosen = choose(item, sums, touched, count, neighbours);
            if (over.alike != over.common) {
                CommonUsers.clear(sums, touched, count);
                count = over.alike.add(row, sums, touched);
            }
            ItemTerms terms = fill(item, chosen, sums);
            CommonUsers.clear(sums, touched, count);
            return terms;
        }
    }

    /** The targets to keep for {@code item}, ascending. */
    private int[] choose(int item, float[] sums, int[] touched, int count, int[] nearest) {
        int texts = nearest == null ? 0 : nearest.length;
        int[] union = new int[targetScales.length * Math.min(perMeasure, count) + texts];
        int size = 0;
        for (float[] scale : targetScales) {
            TopK strongest = new TopK(Math.min(perMeasure, count));
            for (int i = 0; i < count; i++) {
                int target = touched[i];
                float strength = sums[target] * scale[target];
                if (target != item && strongest.admits(strength)) {
                    strongest.offer(strength, target);
                }
            }
            for (long pair : strongest.drain()) {
                union[size++] = TopK.index(pair);
            }
        }
        for (int i = 0; i < texts; i++) {
            union[size++] = nearest[i];
        }
        return Arrays.stream(union, 0, size).sorted().distinct().toArray();
    }

    private ItemTerms fill(int item, int[] chosen, float[] sums) {
        ItemTerms terms = new ItemTerms(
                item,
                chosen,
                new float[chosen.length],
                new float[ranks.length][chosen.length],
                new float[damping.length == 0 ? 0 : chosen.length],
                new float[text == null ? 0 : chosen.length]);
        float[] source = vectors[item];
        float[] dampedSource = new float[damping.length];
        for (int k = 0; k < damping.length; k++) {
            dampedSource[k] = damping[k] * source[k];
        }
        for (int i = 0; i < chosen.length; i++) {
            int target = chosen[i];
            terms.gram[i] = sums[target] * itemScale[item] * itemScale[target];
            float[] vector = vectors[target];
            float sum = 0;
            for (int level = 0; level < ranks.length; level++) {
                int from = level == 0 ? 0 : ranks[level - 1];
                sum += Vectors.dot(source, from, vector, from, ranks[level] - from);
                terms.flat[level][i] = sum;
            }
            if (damping.length > 0) {
                terms.damped[i] = Vectors.dot(dampedSource, 0, vector, 0, damping.length);
            }
            if (text != null) {
                terms.cosine[i] = text.cosine(item, target);
            }
        }
        return terms;
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
