package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import java.util.BitSet;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.TopK;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.propagate.CoOccurrence;

/**
 * The terms of an item graph, for every pair of items that may become an edge: computed once, combined by every trial.
 *
 * <p>S = D^-b G D^b + D^-c V f(Sigma) V' D^c + g max(0, cos)^p, where G = R~' R~, V and Sigma are the leading singular vectors
 * and values of R~, D holds the items' degrees, and f(sigma) = spectralWeight + damping (sigma_r sigma - sigma^2). With
 * damping 0 and c = 1/2 this is GF-CF (Shen et al., "How Powerful is Graph Convolution for Recommendation?", 2021); the
 * damping takes from a strong direction what the Gram matrix gives it beyond the geometric mean with the weakest kept.
 *
 * <p>The item-item product is never formed. The pairs kept are those of the strongest linear term, for one exponent or several,
 * and the nearest texts; the spectral term is computed on those alone.
 */
final class SimilarityTerms {

    private static final int ITEMS_PER_BLOCK = 16;

    final int[][] targets; // of each source item, ascending
    final float[][] gram; // G, by source item and position in targets
    final float[][][] flat; // by source item and rank tried: sum over the leading directions of v_j v_i
    final float[][] damped; // sum over all directions of (sigma_r sigma - sigma^2) v_j v_i
    final float[][] cosine; // of the texts
    final int[] ranks; // the ranks tried, ascending; damped belongs to the last
    final int[] degrees;
    final BitSet cold;
    final TextNeighbours text; // null when there are no texts

    private SimilarityTerms(CoOccurrence interactions, int[] ranks, TextNeighbours text) {
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
     * @param exponents b of the linear terms by which pairs are chosen
     * @param perMeasure pairs kept per item by each of them
     */
    static SimilarityTerms of(
            CoOccurrence interactions,
            RandomizedSvd svd,
            int[] ranks,
            TextNeighbours text,
            int[][] textNeighbours,
            double[] exponents,
            int perMeasure,
            int concurrency,
            Monitor monitor) {
        SimilarityTerms parts = new SimilarityTerms(interactions, ranks, text);
        int items = interactions.columns();
        float[] damping = damping(svd.singularValues());
        float[][] scales = new float[exponents.length][items];
        for (int m = 0; m < exponents.length; m++) {
            for (int item = 0; item < items; item++) {
                scales[m][item] = (float) (interactions.scale(item) * Math.pow(parts.degrees[item], exponents[m]));
            }
        }
        Parallel.forBlocks(items, ITEMS_PER_BLOCK, concurrency, monitor, (from, to) -> {
            float[] sums = new float[items];
            int[] touched = new int[items];
            for (int item = from; item < to; item++) {
                int count = interactions.spread(item, sums, touched);
                int[] neighbours = textNeighbours == null ? null : textNeighbours[item];
                int[] chosen = choose(item, scales, sums, touched, count, neighbours, perMeasure);
                parts.fill(item, chosen, interactions, sums, svd, damping);
                for (int i = 0; i < count; i++) {
                    sums[touched[i]] = 0;
                }
            }
        });
        return parts;
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

    private void fill(
            int item, int[] chosen, CoOccurrence interactions, float[] sums, RandomizedSvd svd, float[] damping) {
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
