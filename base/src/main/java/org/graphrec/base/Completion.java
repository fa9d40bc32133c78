// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The end of a job that several threads work on: counts those that are still at it, and keeps the first failure. */
public final class Completion {
    private final CountDownLatch working;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** A job of {@code workers} workers, each of which calls {@link #leave} once. */
    public Completion(int workers) {
        working = new CountDownLatch(workers);
    }

    /** The job has failed; only the first cause is kept. */
    public void fail(Throwable cause) {
        failure.compareAndSet(null, cause);
    }

    /** Whether the job has failed, so that nobody needs to begin more of it. */
    public boolean failed() {
        return failure.get() != null;
    }

    /** One worker has ended. */
    public void leave() {
        working.countDown();
    }

    /** Whether all workers have ended, after waiting for that up to {@code millis} ms. */
    public boolean await(long millis) throws InterruptedException {
        return working.await(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Waits for all workers to end, through interruptions, since they work on arrays that the caller is about to read or free;
     * then throws the first failure, if any.
     */
    public void join() {
        boolean interrupted = false;
        while (true) {
            try {
                working.await();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Throwable cause = failure.get();
        if (cause instanceof RuntimeException exception) {
            throw exception;
        }
        if (cause instanceof Error error) {
            throw error;
        }
    }
}
