// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import java.util.Objects;
import org.graphrec.training.Require;

/**
 * How a head is built and trained.
 *
 * @param embeddingDimension components of item and user vectors, from 4 to 1024, a multiple of {@code attentionHeads}
 * @param layers blocks of a transformer, from 1 to 8
 * @param attentionHeads of gat and transformer, from 1 to 16
 * @param pool whether sage takes the greatest of every component in place of the mean
 * @param historyLength items of a history that training reads at once, from 2 to 512; sequential heads read the latest so many
 *     when they recommend, too
 * @param epochs most passes over all histories, at least 1
 * @param patience epochs without improvement on the holdout after which training stops, at least 1
 * @param batchSize histories per step, at least 1
 * @param learningRate of Adam, above 0
 * @param penaltyL2 decay of the weights in each step as a share of the learning rate (AdamW), at least 0
 * @param dropout share of components set to zero in training, from 0 to 0.9
 * @param negativeSamples items drawn per step that compete with the right ones, at least 1; where there are no more items, all
 * @param loss what training makes small
 * @param context what is read beside the history, and learned beside what comes next
 * @param augmentation of the histories
 */
public record SequenceOptions(
        int embeddingDimension,
        int layers,
        int attentionHeads,
        boolean pool,
        int historyLength,
        int epochs,
        int patience,
        int batchSize,
        double learningRate,
        double penaltyL2,
        double dropout,
        int negativeSamples,
        Loss loss,
        SequenceContext context,
        Augmentation augmentation) {

    /** Rejects values out of range. */
    public SequenceOptions {
        Require.between("embeddingDimension", embeddingDimension, 4, 1024);
        Require.between("layers", layers, 1, 8);
        Require.between("attentionHeads", attentionHeads, 1, 16);
        if (embeddingDimension % attentionHeads != 0) {
            throw new IllegalArgumentException("The value of `embeddingDimension` must be a multiple of"
                    + " `attentionHeads`, which is " + attentionHeads + ", but was `" + embeddingDimension + "`.");
        }
        Require.between("historyLength", historyLength, 2, 512);
        Require.atLeast("epochs", epochs, 1);
        Require.atLeast("patience", patience, 1);
        Require.atLeast("batchSize", batchSize, 1);
        Require.between("learningRate", learningRate, Double.MIN_NORMAL, 10);
        Require.between("penaltyL2", penaltyL2, 0, 10);
        Require.between("dropout", dropout, 0, 0.9);
        Require.atLeast("negativeSamples", negativeSamples, 1);
        Objects.requireNonNull(loss, "loss");
        Objects.requireNonNull(context, "fusion");
        Objects.requireNonNull(augmentation, "augmentation");
    }

    /** What a head is trained with when nothing is said. */
    public static SequenceOptions defaults(SequenceKind kind) {
        return new SequenceOptions(
                64,
                2,
                2,
                false,
                50,
                60,
                4,
                128,
                0.001,
                0.01,
                0.3,
                1024,
                Loss.SOFTMAX,
                kind == SequenceKind.TRANSFORMER ? SequenceContext.GRAPH_CONTEXT : SequenceContext.SEQUENCE,
                Augmentation.NONE);
    }

    /** The same for another number of epochs. */
    public SequenceOptions withEpochs(int epochs) {
        return with().epochs(epochs).build();
    }

    /** Options that begin with these, to change by name. */
    public Builder with() {
        return new Builder(this);
    }

    /** How a network is built and trained, set by name. */
    public static final class Builder {
        private int embeddingDimension;
        private int layers;
        private int attentionHeads;
        private boolean pool;
        private int historyLength;
        private int epochs;
        private int patience;
        private int batchSize;
        private double learningRate;
        private double penaltyL2;
        private double dropout;
        private int negativeSamples;
        private Loss loss;
        private SequenceContext context;
        private Augmentation augmentation;

        private Builder(SequenceOptions options) {
            this.embeddingDimension = options.embeddingDimension;
            this.layers = options.layers;
            this.attentionHeads = options.attentionHeads;
            this.pool = options.pool;
            this.historyLength = options.historyLength;
            this.epochs = options.epochs;
            this.patience = options.patience;
            this.batchSize = options.batchSize;
            this.learningRate = options.learningRate;
            this.penaltyL2 = options.penaltyL2;
            this.dropout = options.dropout;
            this.negativeSamples = options.negativeSamples;
            this.loss = options.loss;
            this.context = options.context;
            this.augmentation = options.augmentation;
        }

        /** Sets {@link SequenceOptions#embeddingDimension}. */
        public Builder embeddingDimension(int value) {
            embeddingDimension = value;
            return this;
        }

        /** Sets {@link SequenceOptions#layers}. */
        public Builder layers(int value) {
            layers = value;
            return this;
        }

        /** Sets {@link SequenceOptions#attentionHeads}. */
        public Builder attentionHeads(int value) {
            attentionHeads = value;
            return this;
        }

        /** Sets {@link SequenceOptions#pool}. */
        public Builder pool(boolean value) {
            pool = value;
            return this;
        }

        /** Sets {@link SequenceOptions#historyLength}. */
        public Builder historyLength(int value) {
            historyLength = value;
            return this;
        }

        /** Sets {@link SequenceOptions#epochs}. */
        public Builder epochs(int value) {
            epochs = value;
            return this;
        }

        /** Sets {@link SequenceOptions#patience}. */
        public Builder patience(int value) {
            patience = value;
            return this;
        }

        /** Sets {@link SequenceOptions#batchSize}. */
        public Builder batchSize(int value) {
            batchSize = value;
            return this;
        }

        /** Sets {@link SequenceOptions#learningRate}. */
        public Builder learningRate(double value) {
            learningRate = value;
            return this;
        }

        /** Sets {@link SequenceOptions#penaltyL2}. */
        public Builder penaltyL2(double value) {
            penaltyL2 = value;
            return this;
        }

        /** Sets {@link SequenceOptions#dropout}. */
        public Builder dropout(double value) {
            dropout = value;
            return this;
        }

        /** Sets {@link SequenceOptions#negativeSamples}. */
        public Builder negativeSamples(int value) {
            negativeSamples = value;
            return this;
        }

        /** Sets {@link SequenceOptions#loss}. */
        public Builder loss(Loss value) {
            loss = value;
            return this;
        }

        /** Sets {@link SequenceOptions#context}. */
        public Builder context(SequenceContext value) {
            context = value;
            return this;
        }

        /** Sets {@link SequenceOptions#augmentation}. */
        public Builder augmentation(Augmentation value) {
            augmentation = value;
            return this;
        }

        /**
         * The options.
         *
         * @throws IllegalArgumentException when a value is out of range
         */
        public SequenceOptions build() {
            return new SequenceOptions(
                    embeddingDimension,
                    layers,
                    attentionHeads,
                    pool,
                    historyLength,
                    epochs,
                    patience,
                    batchSize,
                    learningRate,
                    penaltyL2,
                    dropout,
                    negativeSamples,
                    loss,
                    context,
                    augmentation);
        }
    }
}
