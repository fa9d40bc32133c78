// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.time.Duration;

/** Counts the users of something that is released after the last of them, and not before it is closed. */
final class Lease {

    private final String name;
    private final Runnable release;
    private int users;
    private boolean closed;
    private boolean released;

    Lease(String name, Runnable release) {
        this.name = name;
        this.release = release;
    }

    /** Begins a use; {@link #end} must follow. */
    synchronized void begin() {
        if (closed) {
            throw new IllegalStateException("The encoder `" + name + "` is closed. Load it again.");
        }
        users++;
    }

    synchronized void end() {
        users--;
        releaseIfUnused();
    }

    synchronized void close() {
        closed = true;
        releaseIfUnused();
    }

    /** Waits until it is released; false when the time was over before. */
    synchronized boolean awaitRelease(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (!released) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    return false;
                }
                wait(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return released;
    }

    private void releaseIfUnused() {
        if (closed && users == 0 && !released) {
            released = true;
            try {
                release.run();
            } finally {
                notifyAll();
            }
        }
    }
}
