// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.classify;

import java.util.List;
import java.util.Objects;
import org.graphrec.training.Require;

/**
 * How to fit a classifier.
 *
 * @param architecture which, as {@link ClassifierFitter#architecture} names it
 * @param layers number of hops, from 0 to 16; null: chosen on the validation part
 * @param penalty L2 penalty of the weights, at least 0; null: chosen on the validation part
 * @param classWeights what a node of each class counts in the loss, each above 0; empty: 1 each
 * @param balanced whether every class is to count the same in all, whatever its size; {@code classWeights} multiply that
 * @param testFraction share of the nodes with a known class that is measured once at the end, from 0 (none) to 0.9
 * @param validationFraction share of the others that parameters are chosen on, above 0 and at most 0.5
 * @param randomSeed seed of the split; the same seed gives the same bits at any concurrency
 * @param concurrency number of threads, at least 1
 */
public record ClassifierOptions(
        String architecture,
        Integer layers,
        Double penalty,
        List<Double> classWeights,
        boolean balanced,
        double testFraction,
        double validationFraction,
        long randomSeed,
        int concurrency) {

    /** Rejects values out of range. */
    public ClassifierOptions {
        Objects.requireNonNull(architecture, "architecture");
        if (layers != null) {
            Require.between("layers", layers, 0, SgcClassifier.MOST_LAYERS);
        }
        if (penalty != null) {
            Require.between("penalty", penalty, 0.0, 1e6);
        }
        classWeights = List.copyOf(classWeights);
        for (double weight : classWeights) {
            Require.between("classWeights", weight, Double.MIN_NORMAL, 1e6);
        }
        Require.between("testFraction", testFraction, 0.0, 0.9);
        Require.between("validationFraction", validationFraction, 0.001, 0.5);
        Require.atLeast("concurrency", concurrency, 1);
    }

    /** SGC with all chosen on a fifth, another fifth for the test, seed 42, all processors. */
    public static ClassifierOptions defaults() {
        return new ClassifierOptions(
                SgcFitter.NAME,
                null,
                null,
                List.of(),
                false,
                0.2,
                0.2,
                42,
                Runtime.getRuntime().availableProcessors());
    }

    /** What a node of each class counts: the class weights, and where balanced, n / (classes * n of the class). */
    public double[] weights(int[] classOf, int[] nodes, int classes) {
        if (!classWeights.isEmpty()) {
            Require.size("classWeights", classWeights.size(), classes);
        }
        int[] sizes = new int[classes];
        for (int node : nodes) {
            sizes[classOf[node]]++;
        }
        double[] weights = new double[classes];
        for (int c = 0; c < classes; c++) {
            double given = classWeights.isEmpty() ? 1 : classWeights.get(c);
            weights[c] = balanced ? given * nodes.length / ((double) classes * Math.max(1, sizes[c])) : given;
        }
        return weights;
    }
}
