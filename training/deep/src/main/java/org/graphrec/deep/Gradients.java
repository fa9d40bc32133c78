package org.graphrec.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.IntConsumer;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;

/** Runs shards on several threads, each of which records what it computes. */
final class Gradients {

    private Gradients() {}

    /** Runs {@code shards} shards, each as one thread alone would run it. */
    static void forShards(int shards, int concurrency, Monitor monitor, IntConsumer shard) {
        Parallel.forBlocks(shards, 1, concurrency, monitor.withoutProgress(), (from, to) -> {
            // the switch is the thread's own; others of this pool must find it as it was
            Torch.onThisThreadAlone();
            boolean before = JniUtils.isGradMode();
            JniUtils.setGradMode(true);
            try {
                for (int s = from; s < to; s++) {
                    shard.accept(s);
                }
            } finally {
                JniUtils.setGradMode(before);
            }
        });
    }

    /** Takes the gradients of a scalar, for every leaf it was computed from. */
    static void backward(NDArray loss) {
        NDArray one = loss.getManager().ones(loss.getShape(), loss.getDataType());
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
    }

    /** Where shard {@code s} of {@code shards} begins among {@code size} elements. */
    static int cut(int size, int s, int shards) {
        return (int) ((long) size * s / shards);
    }
}
