// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.graphrec.base.Completion;
import org.graphrec.base.Waiting;
import org.graphrec.base.WorkerThreads;

/**
 * A bounded number of threads that all calls of one encoder share fairly: after each unit of work a call goes to the
 * end of the queue, so that one text never waits for a hundred thousand.
 */
final class Workers implements AutoCloseable {

    /**
     * Native code that runs out of stack ends the process without a word. ONNX Runtime walks a model's graph by recursion when it
     * opens it; how deep depends on where its nodes lie in memory. With 8 MiB, opening models of six to twelve layers ended the
     * process in some starts and not in others. Only what is touched takes memory.
     */
    private static final long STACK_BYTES = 64 << 20;

    private final int threads;
    private final ThreadPoolExecutor pool;

    Workers(int threads) {
        this.threads = threads;
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new WorkerThreads("graphrec-encoder", STACK_BYTES));
        pool.allowCoreThreadTimeOut(true);
    }

    static void requireConcurrency(int concurrency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException(
                    "The value of `concurrency` must be at least 1 but was `" + concurrency + "`.");
        }
    }

    /**
     * Does the units {@code 0..units-1} in any order and returns when none is under way any more.
     *
     * @param atOnce the most units under way at the same time, at least 1
     * @param look run by the calling thread every 20 ms; when it throws, no further unit begins
     * @param stop run once when the work ends early, so that units under way can end early too
     */
    void forEach(int units, int atOnce, IntConsumer unit, Runnable look, Runnable stop) {
        Job job = new Job(units, unit, Math.min(Math.min(threads, atOnce), units));
        job.start();
        try {
            while (!job.completion.await(Waiting.CHECK_MILLIS)) {
                look.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            job.completion.fail(new CancellationException("The encoding was interrupted."));
            stop.run();
        } catch (RuntimeException | Error cause) {
            job.completion.fail(cause);
            stop.run();
        }
        job.completion.join();
    }

    /** Does one thing on one of the threads. */
    <T> T call(Supplier<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        forEach(1, 1, unit -> result.set(work.get()), () -> {}, () -> {});
        return result.get();
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    private final class Job implements Runnable {

        private final int units;
        private final IntConsumer unit;
        private final int starters;
        private final AtomicInteger next = new AtomicInteger();
        private final Completion completion;

        Job(int units, IntConsumer unit, int starters) {
            this.units = units;
            this.unit = unit;
            this.starters = starters;
            completion = new Completion(starters);
        }

        void start() {
            for (int s = 0; s < starters; s++) {
                pool.execute(this);
            }
        }

        @Override
        public void run() {
            int mine = completion.failed() ? units : next.getAndIncrement();
            if (mine >= units) {
                completion.leave();
                return;
            }
            try {
                unit.accept(mine);
            } catch (RuntimeException | Error cause) {
                completion.fail(cause);
            }
            pool.execute(this);
        }
    }
}
