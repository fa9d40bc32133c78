// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.function.ToDoubleFunction;
import org.graphrec.training.architecture.sequence.DeepTrainer;
import org.graphrec.training.architecture.sequence.SequenceModel;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.architecture.sequence.SequenceTask;

/** Trains heads with PyTorch. */
public final class PyTorchTrainer implements DeepTrainer {

    /** What the libraries and the engine themselves take. */
    static final long LIBRARIES = 400L << 20;

    private static final long FLOAT = 4;

    @Override
    public Trained train(SequenceTask task, ToDoubleFunction<SequenceModel> ndcg) {
        return new SequenceTraining(task).run(ndcg);
    }

    @Override
    public long nativeBytes(int items, int featureDimension, SequenceOptions options) {
        long dimension = options.embeddingDimension();
        long rows = (long) options.batchSize() * options.historyLength();
        long used = Math.min(items, rows + options.batchSize() + options.negativeSamples());
        // what the way back keeps of a row in each block: the residual, its norms, query, key, value, the wide layer,
        // masks
        long row = dimension * (12 + 22L * options.layers()) * FLOAT;
        long attention = options.batchSize()
                * (long) options.historyLength()
                * options.historyLength()
                * (2 + 6L * options.attentionHeads() * options.layers())
                * FLOAT;
        long logits = rows * Math.min(items, options.negativeSamples()) * 8 * FLOAT;
        long tower = used * (3L * featureDimension + 12 * dimension) * FLOAT
                + 4L * SequenceTraining.SHARDS * featureDimension * 3 * dimension * FLOAT;
        return LIBRARIES + rows * row + attention + logits + tower;
    }
}
