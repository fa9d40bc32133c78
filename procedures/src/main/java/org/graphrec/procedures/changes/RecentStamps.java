// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import java.util.function.LongConsumer;

/** The last changes in their order, as many as fit. Not for several threads. */
final class RecentStamps {
    private final long[] ids;
    private final long[] stamps;

    /** Changes so far; the last of them stand in the arrays, each in the place of its number. */
    private long count;

    /** Up to which stamp nothing is known. */
    private long forgotten;

    /**
     * @param size a power of two
     * @param begun the stamp after which all are here
     */
    RecentStamps(int size, long begun) {
        this.ids = new long[size];
        this.stamps = new long[size];
        this.forgotten = begun;
    }

    /** Adds a change under a stamp that is not below the one before. */
    void add(long id, long stamp) {
        int place = (int) count & (ids.length - 1);
        if (count >= ids.length) {
            forgotten = stamps[place];
        }
        ids[place] = id;
        stamps[place] = stamp;
        count++;
    }

    /** Nothing is known up to a stamp. */
    void forget(long until) {
        forgotten = until;
        count = 0;
    }

    /** Visits the changes after a stamp, the newest first; false where they are not known. */
    boolean forEachSince(long stamp, LongConsumer visitor) {
        if (forgotten > stamp) {
            return false;
        }
        long oldest = Math.max(0, count - ids.length);
        for (long i = count - 1; i >= oldest; i--) {
            int place = (int) i & (ids.length - 1);
            if (stamps[place] <= stamp) {
                break;
            }
            visitor.accept(ids[place]);
        }
        return true;
    }
}
