package org.graphrec.training.spi;

import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.ToDoubleFunction;
import org.graphrec.training.head.HeadOptions;
import org.graphrec.training.model.HeadModel;

/** Trains heads. There is one where an optional jar is on the class path; what it trains is served without it. */
public interface HeadTrainer {

    /** What an operator puts beside the plugin, for messages: ours, and PyTorch for the platform of most servers. */
    String JARS = "`graph-recommender-deep-0.1.0.jar` and, from Maven Central's `org.bytedeco`,"
            + " `pytorch-2.10.0-1.5.13-linux-x86_64.jar` and `openblas-0.3.31-1.5.13-linux-x86_64.jar` (or those of this"
            + " machine's platform)";

    /**
     * Trains a head.
     *
     * @param ndcg measures a model on a holdout after each epoch; the best epoch's model is returned, and training ends when
     *     {@code patience} epochs have brought nothing. Null: all epochs are run and the last one's model is returned
     * @throws IllegalStateException when the native libraries are missing or do not load, with the way out
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    HeadModel train(HeadTask task, ToDoubleFunction<HeadModel> ndcg);

    /** An upper bound on the memory outside the heap that {@link #train} needs, the libraries included, in bytes. */
    long nativeBytes(int items, int featureDimension, HeadOptions options);

    /** The trainer on the class path of this class; empty when there is none. */
    static Optional<HeadTrainer> find() {
        return ServiceLoader.load(HeadTrainer.class, HeadTrainer.class.getClassLoader())
                .findFirst();
    }
}
