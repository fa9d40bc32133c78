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
        Context context,
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
                kind == SequenceKind.TRANSFORMER ? Context.GRAPH_CONTEXT : Context.SEQUENCE,
                Augmentation.NONE);
    }

    /** The same for another number of epochs. */
    public SequenceOptions withEpochs(int epochs) {
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
