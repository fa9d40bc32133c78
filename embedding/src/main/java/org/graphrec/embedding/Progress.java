// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.util.concurrent.atomic.AtomicInteger;

/** Collects what the workers of a call did, and tells it to the monitor from the calling thread only. */
final class Progress {

    private final EncodingMonitor monitor;
    private final AtomicInteger encoded = new AtomicInteger();
    private final AtomicInteger empty = new AtomicInteger();
    private final AtomicInteger truncated = new AtomicInteger();

    Progress(EncodingMonitor monitor) {
        this.monitor = monitor;
    }

    void encoded(int texts, int ofThemTruncated) {
        truncated.addAndGet(ofThemTruncated);
        encoded.addAndGet(texts);
    }

    void empty() {
        empty.incrementAndGet();
        encoded.incrementAndGet();
    }

    /** Tells the monitor what came since the last time, and throws when it does not run any more. */
    void tell() {
        int texts = encoded.getAndSet(0);
        int empties = empty.getAndSet(0);
        int cut = truncated.getAndSet(0);
        if (empties > 0) {
            monitor.empty(empties);
        }
        if (cut > 0) {
            monitor.truncated(cut);
        }
        if (texts > 0) {
            monitor.advance(texts);
        }
        monitor.assertRunning();
    }
}
