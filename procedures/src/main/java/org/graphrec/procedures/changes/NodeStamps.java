// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import java.util.function.LongConsumer;

/** The last stamp of each node, by open addressing. Not for several threads. */
final class NodeStamps {
    /** A power of two; most transactions change few nodes. */
    private static final int FIRST_CAPACITY = 1 << 4;

    private long[] ids = new long[FIRST_CAPACITY];

    /** 0: an empty place. */
    private long[] stamps = new long[FIRST_CAPACITY];

    private int size;

    int size() {
        return size;
    }

    /** The stamp of a node, 0 where it has none. */
    long get(long id) {
        return stamps[place(ids, stamps, id)];
    }

    /** Sets the stamp of a node, above 0. */
    void put(long id, long stamp) {
        int place = place(ids, stamps, id);
        if (stamps[place] == 0) {
            if (2 * (size + 1) > ids.length) {
                grow();
                place = place(ids, stamps, id);
            }
            ids[place] = id;
            size++;
        }
        stamps[place] = stamp;
    }

    private void grow() {
        long[] moreIds = new long[2 * ids.length];
        long[] moreStamps = new long[2 * ids.length];
        for (int i = 0; i < ids.length; i++) {
            if (stamps[i] != 0) {
                int place = place(moreIds, moreStamps, ids[i]);
                moreIds[place] = ids[i];
                moreStamps[place] = stamps[i];
            }
        }
        ids = moreIds;
        stamps = moreStamps;
    }

    private static int place(long[] ids, long[] stamps, long id) {
        // by the golden ratio: ids in a row, as Neo4j gives them, end far apart
        long mixed = id * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 32) & (ids.length - 1);
        while (stamps[place] != 0 && ids[place] != id) {
            place = (place + 1) & (ids.length - 1);
        }
        return place;
    }

    /** The nodes in some of the places, from one until before another. */
    void forEach(int from, int until, LongConsumer visitor) {
        for (int i = from; i < until; i++) {
            if (stamps[i] != 0) {
                visitor.accept(ids[i]);
            }
        }
    }

    int places() {
        return ids.length;
    }
}
