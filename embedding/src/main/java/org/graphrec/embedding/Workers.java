package org.graphrec.embedding;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * A bounded number of threads that all calls of one encoder share fairly: after each unit of work a call goes to the
 * end of the queue, so that one text never waits for a hundred thousand.
 */
final class Workers implements AutoCloseable {

    /** How often the calling thread looks after its call while it waits. */
    private static final long LOOK_MILLIS = 20;

    /**
     * Native code that runs out of stack ends the process without a word, and how much of its stack a thread of the server's has
     * used already, nobody knows.
     */
    private static final long STACK_BYTES = 8 << 20;

    private static final AtomicInteger NAMES = new AtomicInteger();

    private final int threads;
    private final ThreadPoolExecutor pool;

    Workers(int threads) {
        this.threads = threads;
        pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Workers::daemon);
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(null, work, "graphrec-encoder-" + NAMES.incrementAndGet(), STACK_BYTES);
        thread.setDaemon(true);
        thread.setContextClassLoader(Workers.class.getClassLoader());
        return thread;
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
            while (!job.ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                look.run();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            job.stop(new CancellationException("The encoding was interrupted."));
            stop.run();
        } catch (RuntimeException | Error cause) {
            job.stop(cause);
            stop.run();
        }
        job.awaitEnd();
        job.rethrow();
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
        private final AtomicReference<Throwable> failure = new AtomicReference<>();
        private final CountDownLatch ended;

        Job(int units, IntConsumer unit, int starters) {
            this.units = units;
            this.unit = unit;
            this.starters = starters;
            ended = new CountDownLatch(starters);
        }

        void start() {
            for (int s = 0; s < starters; s++) {
                pool.execute(this);
            }
        }

        @Override
        public void run() {
            int mine = failure.get() == null ? next.getAndIncrement() : units;
            if (mine >= units) {
                ended.countDown();
                return;
            }
            try {
                unit.accept(mine);
            } catch (RuntimeException | Error cause) {
                stop(cause);
            }
            pool.execute(this);
        }

        void stop(Throwable cause) {
            failure.compareAndSet(null, cause);
        }

        void awaitEnd() {
            boolean interrupted = false;
            while (true) {
                try {
                    ended.await();
                    break;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void rethrow() {
            Throwable cause = failure.get();
            if (cause instanceof RuntimeException exception) {
                throw exception;
            } else if (cause instanceof Error error) {
                throw error;
            }
        }
    }
}
