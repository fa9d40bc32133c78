package org.graphrec.deep;

import java.util.function.IntConsumer;
import org.bytedeco.pytorch.GradMode;
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
            boolean before = GradMode.is_enabled();
            GradMode.set_enabled(true);
            try {
                for (int s = from; s < to; s++) {
                    shard.accept(s);
                }
            } finally {
                GradMode.set_enabled(before);
            }
        });
    }

    /** Where shard {@code s} of {@code shards} begins among {@code size} elements. */
    static int cut(int size, int s, int shards) {
        return (int) ((long) size * s / shards);
    }
}
