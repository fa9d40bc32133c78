package org.graphrec.training.architecture.itemgraph;

import org.graphrec.training.graph.Csr;

/** Rows of edges put together. */
public final class Edges {

    private Edges() {}

    /** The weight of the strongest edge, whatever its sign; 1 when there is none. */
    static float strongest(float[][] weights) {
        float strongest = 0;
        for (float[] row : weights) {
            for (float weight : row) {
                strongest = Math.max(strongest, Math.abs(weight));
            }
        }
        return strongest > 0 ? strongest : 1;
    }

    /** The square matrix with these rows, divided by the strongest weight. */
    public static Csr scaled(int[][] targets, float[][] weights) {
        float strongest = strongest(weights);
        int[] offsets = new int[targets.length + 1];
        for (int item = 0; item < targets.length; item++) {
            offsets[item + 1] = Math.addExact(offsets[item], targets[item].length);
        }
        int[] allTargets = new int[offsets[targets.length]];
        float[] allWeights = new float[allTargets.length];
        for (int item = 0; item < targets.length; item++) {
            System.arraycopy(targets[item], 0, allTargets, offsets[item], targets[item].length);
            for (int i = 0; i < weights[item].length; i++) {
                allWeights[offsets[item] + i] = weights[item][i] / strongest;
            }
        }
        return new Csr(targets.length, targets.length, offsets, allTargets, allWeights);
    }
}
