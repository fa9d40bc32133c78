// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.function.IntConsumer;
import org.bytedeco.pytorch.GradMode;
import org.graphrec.training.Monitor;
import org.graphrec.training.math.Parallel;

/** What PyTorch records of a thread's computations, to take gradients of them. */
final class Gradients {

    private Gradients() {}

    /** Runs {@code shards} shards on several threads, recording each, and each as one thread alone would run it. */
    static void forShards(int shards, int concurrency, Monitor monitor, IntConsumer shard) {
        Parallel.forBlocks(
                shards,
                1,
                concurrency,
                monitor.withoutProgress(),
                (from, to) -> recorded(true, () -> {
                    for (int s = from; s < to; s++) {
                        shard.accept(s);
                    }
                }));
    }

    /** Runs work of this thread alone, recording it or not. */
    static void recorded(boolean recorded, Runnable work) {
        Torch.onThisThreadAlone();
        // the switch is the thread's own; others of its pool must find it as it was
        boolean before = GradMode.is_enabled();
        GradMode.set_enabled(recorded);
        try {
            work.run();
        } finally {
            GradMode.set_enabled(before);
        }
    }

    /** Where shard {@code s} of {@code shards} begins among {@code size} elements. */
    static int cut(int size, int s, int shards) {
        return (int) ((long) size * s / shards);
    }
}
