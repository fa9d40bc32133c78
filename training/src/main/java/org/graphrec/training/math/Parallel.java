// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphrec.base.Completion;
import org.graphrec.base.WorkerThreads;
import org.graphrec.training.Monitor;

/**
 * Runs fixed blocks of work on several threads.
 *
 * <p>What a block is depends on the size of the work alone, never on the number of threads: a task that writes only its own
 * block's output yields the same bits at any concurrency. Threads are daemons, kept for a second after their last use.
 */
public final class Parallel {

    private static final ThreadPoolExecutor WORKERS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new WorkerThreads("graphrec-training", 0));

    private Parallel() {}

    /** Work on the elements {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    public interface Block {
        /** Does the work. */
        void run(int from, int to);
    }

    /**
     * Runs {@code block} over [0, size) in blocks of {@code blockSize} elements, each worth well under 50 ms, and advances the
     * monitor by the elements done. The calling thread works too.
     *
     * @throws java.util.concurrent.CancellationException when the monitor stops running
     */
    public static void forBlocks(int size, int blockSize, int concurrency, Monitor monitor, Block block) {
        int blocks = (int) (((long) size + blockSize - 1) / blockSize);
        int workers = Math.max(1, Math.min(concurrency, blocks));
        AtomicInteger next = new AtomicInteger();
        Completion completion = new Completion(workers);
        Runnable worker = () -> {
            try {
                for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
                    monitor.assertRunning();
                    int from = b * blockSize;
                    int to = Math.min(size - from, blockSize) + from;
                    block.run(from, to);
                    monitor.advance(to - from);
                }
            } catch (RuntimeException | Error failure) {
                next.set(blocks); // the other workers stop at their next block
                completion.fail(failure);
            } finally {
                completion.leave();
            }
        };
        for (int other = 1; other < workers; other++) {
            WORKERS.execute(worker);
        }
        worker.run();
        completion.join();
    }
}
