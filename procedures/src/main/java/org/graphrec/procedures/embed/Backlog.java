// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.concurrent.atomic.AtomicLong;

/** How many nodes the calls under way have still to embed and write. */
public final class Backlog {
    private static final AtomicLong WAITING = new AtomicLong();

    private Backlog() {}

    /** Nodes of all calls under way. */
    public static long nodes() {
        return WAITING.get();
    }

    /** The nodes of one call, until it ends. */
    static final class Part implements AutoCloseable {
        private long left;

        Part(long nodes) {
            left = nodes;
            WAITING.addAndGet(nodes);
        }

        /** So many more are done. */
        void done(long nodes) {
            left -= nodes;
            WAITING.addAndGet(-nodes);
        }

        @Override
        public void close() {
            done(left);
        }
    }
}
