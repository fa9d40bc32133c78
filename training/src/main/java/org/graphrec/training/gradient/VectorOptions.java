// SPDX-License-Identifier: GPL-3.0-only
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

    /** Of LightGCN on a graph of some size: temperature 0.2, up to 100 epochs with a patience of 5, no masks, no recency. */
    public static VectorOptions defaults() {
        return new VectorOptions(0.2, 5e-3, 256, 1024, 100, 5, 0, HistoryWeighting.NONE, 42, 1);
    }

    /** Options that begin with these, to change by name. */
    public Builder with() {
        return new Builder(this);
    }

    /** How to train item vectors, set by name. */
    public static final class Builder {
        private double temperature;
        private double learningRate;
        private int negatives;
        private int batchSize;
        private int maxEpochs;
        private int patience;
        private double maskedShare;
        private HistoryWeighting weighting;
        private long randomSeed;
        private int concurrency;

        private Builder(VectorOptions options) {
            this.temperature = options.temperature;
            this.learningRate = options.learningRate;
            this.negatives = options.negatives;
            this.batchSize = options.batchSize;
            this.maxEpochs = options.maxEpochs;
            this.patience = options.patience;
            this.maskedShare = options.maskedShare;
            this.weighting = options.weighting;
            this.randomSeed = options.randomSeed;
            this.concurrency = options.concurrency;
        }

        /** Sets {@link VectorOptions#temperature}. */
        public Builder temperature(double value) {
            temperature = value;
            return this;
        }

        /** Sets {@link VectorOptions#learningRate}. */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /** Sets {@link VectorOptions#negatives}. */
        public Builder negatives(int value) {
            negatives = value;
            return this;
        }

        /** Sets {@link VectorOptions#batchSize}. */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /** Sets {@link VectorOptions#maxEpochs}. */
        public Builder maxEpochs(int value) {
            maxEpochs = value;
            return this;
        }

        /** Sets {@link VectorOptions#patience}. */
        public Builder patience(int value) {
            patience = value;
            return this;
        }

        /** Sets {@link VectorOptions#maskedShare}. */
        public Builder maskedShare(double value) {
            maskedShare = value;
            return this;
        }

        /** Sets {@link VectorOptions#weighting}. */
        public Builder weighting(HistoryWeighting value) {
            weighting = value;
            return this;
        }

        /** Sets {@link VectorOptions#randomSeed}. */
        public Builder randomSeed(long value) {
            randomSeed = value;
            return this;
        }

        /** Sets {@link VectorOptions#concurrency}. */
        public Builder concurrency(int value) {
            concurrency = value;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when a value is out of range
         */
        public VectorOptions build() {
            return new VectorOptions(
                    temperature,
                    learningRate,
                    negatives,
                    batchSize,
                    maxEpochs,
                    patience,
                    maskedShare,
                    weighting,
                    randomSeed,
                    concurrency);
        }
    }
}
