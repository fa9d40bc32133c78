// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import org.graphrec.procedures.reading.PairCounts;
import org.graphrec.training.graph.Pairs;

/** How many pairs of user and item there are of each kind. */
public final class PairTally {
    private long liked;
    private long seen;
    private long disliked;
    private long unreadable;

    /** Counts the pairs of a user. */
    public void add(Pairs pairs) {
        for (int i = 0; i < pairs.size(); i++) {
            switch (pairs.verdict(i)) {
                case LIKED -> liked++;
                case SEEN -> seen++;
                case DISLIKED -> disliked++;
            }
        }
        unreadable += pairs.unreadable();
    }

    long pairs() {
        return liked + seen + disliked;
    }

    long disliked() {
        return disliked;
    }

    /** Events whose weight is missing or cannot be read. */
    public long unreadable() {
        return unreadable;
    }

    /** What was counted, and how many interactions changed since the projection was made. */
    public PairCounts counts(Long changed) {
        return new PairCounts(liked, seen, disliked, unreadable, changed);
    }
}
