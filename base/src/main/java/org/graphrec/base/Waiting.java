// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.base;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting that notices the termination of its caller. */
public final class Waiting {
    /** The time between two termination checks, in ms. */
    public static final long CHECK_MILLIS = 20;

    private Waiting() {}

    /** Checks whether waiting may go on, and throws when it may not. */
    @FunctionalInterface
    public interface Check<E extends Exception> {
        /** Returns when waiting may go on. */
        void run() throws E;
    }

    /**
     * The result of {@code future}, however long it takes.
     *
     * @param check run every {@value #CHECK_MILLIS} ms of waiting; what it throws ends the waiting
     */
    public static <T, E extends Exception> T forResult(Future<T> future, Check<E> check)
            throws E, ExecutionException, InterruptedException {
        while (true) {
            try {
                return future.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException waiting) {
                check.run();
            }
        }
    }
}
