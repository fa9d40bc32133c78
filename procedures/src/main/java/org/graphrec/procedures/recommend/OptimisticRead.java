// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.function.Function;

/**
 * Reads what a call serves from on the assumption that no id of a known item is given to another node meanwhile. Where such a node
 * is met, it is read again and the work is repeated, so that the new node is served as what it is.
 */
final class OptimisticRead {
    /** How often the work is repeated at most. */
    private static final int MAX_REPEATS = 3;

    private final RankingCall call;
    private LiveItems items;
    private Serving serving;

    OptimisticRead(RankingCall call) {
        this.call = call;
    }

    /** Does something by what is read, and repeats it as long as that turns out to be outdated. */
    <T> T run(Function<Serving, T> work) {
        for (int repeats = 0; ; repeats++) {
            try {
                T result = work.apply(serving());
                if (!items.outdated() || repeats == MAX_REPEATS) {
                    return result;
                }
            } catch (IllegalArgumentException unknown) {
                // a node that is no item yet may be one after the next reading
                if (items == null || !items.outdated() || repeats == MAX_REPEATS) {
                    throw unknown;
                }
            }
            serving = null;
        }
    }

    private Serving serving() {
        if (serving == null) {
            items = LiveItems.of(
                    call.transaction(), call.model(), call.options().concurrency(), call.termination());
            serving = Serving.over(call, items);
        }
        return serving;
    }
}
