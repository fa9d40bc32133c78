package org.graphrec.training.math;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.graphrec.training.Monitor;

/**
 * Runs fixed blocks of work on several threads.
 *
 * <p>What a block is depends on the size of the work alone, never on the number of threads: a task that writes only its own
 * block's output yields the same bits at any concurrency. Threads are daemons, kept for a second after their last use.
 */
public final class Parallel {

    private static final ThreadPoolExecutor WORKERS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "graphrec-training");
                thread.setDaemon(true);
                return thread;
            });

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
        AtomicInteger next = new AtomicInteger();
        Runnable worker = () -> {
            for (int b = next.getAndIncrement(); b < blocks; b = next.getAndIncrement()) {
                try {
                    monitor.assertRunning();
                    int from = b * blockSize;
                    int to = Math.min(size - from, blockSize) + from;
                    block.run(from, to);
                    monitor.advance(to - from);
                } catch (RuntimeException | Error failure) {
                    next.set(blocks); // the other workers stop at their next block
                    throw failure;
                }
            }
        };
        List<Future<?>> others = new ArrayList<>();
        for (int thread = 1; thread < Math.min(concurrency, blocks); thread++) {
            others.add(WORKERS.submit(worker));
        }
        Throwable failure = runCaught(worker);
        for (Future<?> other : others) {
            Throwable otherFailure = join(other);
            failure = failure == null ? otherFailure : failure;
        }
        rethrow(failure);
    }

    private static Throwable runCaught(Runnable worker) {
        try {
            worker.run();
            return null;
        } catch (RuntimeException | Error failure) {
            return failure;
        }
    }

    /** Waits for {@code other} to end, through interruptions, since it works on arrays the caller is about to read. */
    private static Throwable join(Future<?> other) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    other.get();
                    return null;
                } catch (InterruptedException interruption) {
                    interrupted = true;
                } catch (ExecutionException failure) {
                    return failure.getCause();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        if (failure instanceof Error error) {
            throw error;
        }
    }
}
