package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import java.util.BitSet;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.propagate.CoOccurrence;
import org.graphrec.training.propagate.CommonUsers;

/**
 * The terms of an item graph, for every pair of items that may become an edge: computed once, combined by every trial.
 *
 * <p>S = D_i^-s R' D_u^-a R D_i^-t / x + D_i^-c V f(Sigma) V' D_i^c / y + g max(0, cos)^p, where R has the interactions, with weights
 * as in {@link CommonUsers} in the first term, D_u and D_i the degrees of users and items, V and Sigma are the leading singular vectors and values of R~ = D_u^-1/2 R D_i^-1/2, and
 * f(sigma) = spectralWeight + damping (sigma_r sigma - sigma^2). With damping 0 and c = 1/2 the second term is that of GF-CF (Shen
 * et al., "How Powerful is Graph Convolution for Recommendation?", 2021); the damping takes from a strong direction what the Gram
 * matrix R~' R~ gives it beyond the geometric mean with the weakest kept. The typical strongest edge of the first term is x, and that
 * of D_i^-c R~' R~ D_i^c is y, so that weights mean the same whatever the exponents.
 *
 * <p>The item-item product is never formed. The pairs kept are those of the strongest linear term, for one exponent or several,
 * and the nearest texts; the spectral term is computed on those alone.
 */
final class SimilarityTerms {

    private static final int ITEMS_PER_BLOCK = 16;

    final int[][] targets; // of each source item, ascending
    final float[][] gram; // R~' R~, by source item and position in targets
    final float[][][] flat; // by source item and rank tried: sum over the leading directions of v_j v_i
    final float[][] damped; // sum over all directions of (sigma_r sigma - sigma^2) v_j v_i
    final float[][] cosine; // of the texts
    final int[] ranks; // the ranks tried, ascending; damped belongs to the last
    final int[] degrees;
    final BitSet cold;
    final TextNeighbours text; // null when there are no texts

    private final CoOccurrence interactions;
    private final int concurrency;
    private final Monitor monitor;
    private float[][] common; // of the exponents below
    private double commonExponent = Double.NaN;
    private double commonStrength;

    private SimilarityTerms(
            CoOccurrence interactions, int[] ranks, TextNeighbours text, int concurrency, Monitor monitor) {
        this.interactions = interactions;
        this.concurrency = concurrency;
        this.monitor = monitor;
        int items = interactions.columns();
        this.targets = new int[items][];
        this.gram = new float[items][];
        this.flat = new float[items][][];
        this.damped = new float[items][];
        this.cosine = new float[items][];
        this.ranks = ranks;
        this.degrees = new int[items];
        Arrays.setAll(degrees, interactions::degree);
        this.cold = interactions.cold();
        this.text = text;
    }

    /**
     * Computes the terms.
     *
     * @param svd of the interactions; may be of rank 0
     * @param ranks the ranks to prepare, ascending, the last being that of the decomposition
     * @param text likeness of texts, and {@code textNeighbours} the nearest of each item; null when there are none
     * @param userExponent a, and {@code targetExponents} the values of t, of the linear terms by which pairs are chosen
     * @param perMeasure pairs kept per item by each of them
     */
    static SimilarityTerms of(
            CoOccurrence interactions,
            RandomizedSvd svd,
            int[] ranks,
            TextNeighbours text,
            int[][] textNeighbours,
            double userExponent,
            double[] targetExponents,
            int perMeasure,
            int concurrency,
            Monitor monitor) {
        SimilarityTerms parts = new SimilarityTerms(interactions, ranks, text, concurrency, monitor.withoutProgress());
        int items = interactions.columns();
        float[] damping = damping(svd.singularValues());
        float[][] scales = new float[targetExponents.length][items];
        for (int m = 0; m < scales.length; m++) {
            for (int item = 0; item < items; item++) {
                scales[m][item] = (float) Math.pow(Math.max(1, parts.degrees[item]), -targetExponents[m]);
            }
        }
        CommonUsers common = interactions.commonUsers(userExponent, 0);
        CommonUsers alike = interactions.commonUsers(1, 0);
        Parallel.forBlocks(items, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] sums = new float[items];
            int[] touched = new int[items];
            for (int item = from; item < to; item++) {
                int count = common.add(item, sums, touched);
                int[] neighbours = textNeighbours == null ? null : textNeighbours[item];
                int[] chosen = choose(item, scales, sums, touched, count, neighbours, perMeasure);
                if (userExponent != 1) {
                    clear(sums, touched, count);
                    count = alike.add(item, sums, touched);
                }
                parts.fill(item, chosen, sums, svd, damping);
                clear(sums, touched, count);
            }
        });
        return parts;
    }

    private static void clear(float[] sums, int[] touched, int count) {
        for (int i = 0; i < count; i++) {
            sums[touched[i]] = 0;
        }
    }

    /** The rows of {@link CommonUsers}, by source item and position in targets; kept until other exponents are asked for. */
    float[][] common(double userExponent, double strength) {
        if (userExponent != commonExponent || strength != commonStrength) {
            CommonUsers users = interactions.commonUsers(userExponent, strength);
            float[][] values = new float[targets.length][];
            Parallel.forBlocks(targets.length, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
                float[] sums = new float[targets.length];
                int[] touched = new int[targets.length];
                for (int item = from; item < to; item++) {
                    int count = users.add(item, sums, touched);
                    values[item] = new float[targets[item].length];
                    for (int i = 0; i < values[item].length; i++) {
                        values[item][i] = sums[targets[item][i]];
                    }
                    clear(sums, touched, count);
                }
            });
            common = values;
            commonExponent = userExponent;
            commonStrength = strength;
        }
        return common;
    }

    /** The targets to keep for {@code item}, ascending. */
    private static int[] choose(
            int item, float[][] scales, float[] sums, int[] touched, int count, int[] textNeighbours, int perMeasure) {
        int texts = textNeighbours == null ? 0 : textNeighbours.length;
        int[] union = new int[scales.length * Math.min(perMeasure, count) + texts];
        int size = 0;
        for (float[] scale : scales) {
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
            union[size++] = textNeighbours[i];
        }
        return Arrays.stream(union, 0, size).sorted().distinct().toArray();
    }

    private void fill(int item, int[] chosen, float[] sums, RandomizedSvd svd, float[] damping) {
        targets[item] = chosen;
        gram[item] = new float[chosen.length];
        flat[item] = new float[ranks.length][chosen.length];
        damped[item] = new float[damping.length == 0 ? 0 : chosen.length];
        cosine[item] = new float[text == null ? 0 : chosen.length];
        float[] source = svd.rightVectors()[item];
        float[] dampedSource = new float[damping.length];
        for (int k = 0; k < damping.length; k++) {
            dampedSource[k] = damping[k] * source[k];
        }
        for (int i = 0; i < chosen.length; i++) {
            int target = chosen[i];
            gram[item][i] = sums[target] * interactions.scale(item) * interactions.scale(target);
            float[] vector = svd.rightVectors()[target];
            float sum = 0;
            for (int level = 0; level < ranks.length; level++) {
                int from = level == 0 ? 0 : ranks[level - 1];
                sum += Vectors.dot(source, from, vector, from, ranks[level] - from);
                flat[item][level][i] = sum;
            }
            if (damping.length > 0) {
                damped[item][i] = Vectors.dot(dampedSource, 0, vector, 0, damping.length);
            }
            if (text != null) {
                cosine[item][i] = text.cosine(item, target);
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
