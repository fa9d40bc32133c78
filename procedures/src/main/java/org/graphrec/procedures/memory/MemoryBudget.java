// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import java.util.function.LongSupplier;

/**
 * Memory promised to calls that are under way, so that two which would fit alone are not both let in. A call gets at most a
 * share of what is free and not promised to another.
 *
 * <p>How much of a promise is used already cannot be measured, so what would be free without any call lies between what is
 * free now and that plus all promises; the last known figure is kept, moved into that range.
 */
final class MemoryBudget {
    private final LongSupplier free;
    private double share;
    private long withoutCalls;
    private long promised;

    /**
     * A budget.
     *
     * @param free bytes that are free now
     * @param share of the free bytes, above 0 and at most 1; infinite: everything is let in
     */
    MemoryBudget(LongSupplier free, double share) {
        this.free = free;
        this.share = share;
    }

    /** Takes over another share, for calls to come. */
    synchronized void share(double operators) {
        share = operators;
    }

    /** The share of the free bytes that one call may have. */
    synchronized double share() {
        return share;
    }

    /** Bytes promised to the calls under way. */
    synchronized long promised() {
        return promised;
    }

    /** Bytes that are neither used nor promised. */
    synchronized long available() {
        long now = free.getAsLong();
        withoutCalls = promised == 0 ? now : Math.max(now, Math.min(withoutCalls, now + promised));
        return Math.max(0, Math.min(now, withoutCalls - promised));
    }

    /** Promises bytes, or returns null when they are more than the share of what is available. */
    synchronized Promise promise(long bytes) {
        if (bytes < 0 || bytes > share * available() || promised + bytes < 0) {
            return null;
        }
        promised += bytes;
        return new Promise(bytes);
    }

    private synchronized void release(long bytes) {
        promised -= bytes;
    }

    /** Bytes promised until closed; closing again does nothing. */
    final class Promise implements MemoryGuard.Reservation {
        private long bytes;

        private Promise(long bytes) {
            this.bytes = bytes;
        }

        @Override
        public void close() {
            synchronized (MemoryBudget.this) {
                release(bytes);
                bytes = 0;
            }
        }
    }
}
