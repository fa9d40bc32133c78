// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.graphrec.procedures.live.NodeIndex;

/** The first interaction of each model whose weight could not be read, for the log and for {@code rec.doctor}. */
public final class BadInteractions {
    /** An index of items belongs to one model, and goes when that goes. */
    private static final Map<NodeIndex, String> FIRST = Collections.synchronizedMap(new WeakHashMap<>());

    private BadInteractions() {}

    /**
     * Remembers one, unless there is one already.
     *
     * @param items of the model
     * @return whether it is the first
     */
    public static boolean met(NodeIndex items, String sentence) {
        return sentence != null && FIRST.putIfAbsent(items, sentence) == null;
    }

    /** The first that calls on a model met since it was loaded. */
    public static Optional<String> of(NodeIndex items) {
        return Optional.ofNullable(FIRST.get(items));
    }
}
