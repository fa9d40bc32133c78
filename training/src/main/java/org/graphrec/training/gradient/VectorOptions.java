package org.graphrec.training.gradient;

import org.graphrec.training.Require;
import org.graphrec.training.model.HistoryWeighting;

/**
 * How to train item vectors.
 *
 * @param temperature of the softmax, from 0.01 to 10
 * @param learningRate of Adam, above 0 and at most 1
 * @param negatives sampled for each block of examples, at least 1
 * @param batchSize examples of a step, at least 1
 * @param maxEpochs passes over the users, at least 0
 * @param patience epochs without a better NDCG after which training ends, at least 1
 * @param maskedShare of the items that in each step stand by their own vector as if they were cold, from 0 to 1
 * @param weighting how much the items count by which a user is known
 * @param randomSeed seed of every choice
 * @param concurrency number of threads, at least 1
 */
public record VectorOptions(
        double temperature,
        double learningRate,
        int negatives,
        int batchSize,
        int maxEpochs,
        int patience,
        double maskedShare,
        HistoryWeighting weighting,
        long randomSeed,
        int concurrency) {

    /** Rejects values out of range. */
    public VectorOptions {
        Require.between("temperature", temperature, 0.01, 10.0);
        Require.between("learningRate", learningRate, 1e-9, 1.0);
        Require.atLeast("negatives", negatives, 1);
        Require.atLeast("batchSize", batchSize, 1);
        Require.atLeast("maxEpochs", maxEpochs, 0);
        Require.atLeast("patience", patience, 1);
        Require.between("maskedShare", maskedShare, 0.0, 1.0);
        Require.atLeast("concurrency", concurrency, 1);
    }
}
