// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.math;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Large arrays that blocks of work need for a while: as many as there are threads, where each block would otherwise make its own.
 *
 * @param <T> what is used by one thread at a time, and left as it was found
 */
public final class Spare<T> {
    private final ConcurrentLinkedQueue<T> spare = new ConcurrentLinkedQueue<>();
    private final Supplier<T> make;

    /** Makes one where none is spare. */
    public Spare(Supplier<T> make) {
        this.make = make;
    }

    /** Lends one for the time of {@code work}; one that failed in between is not lent again. */
    public void use(Consumer<T> work) {
        T taken = spare.poll();
        T one = taken == null ? make.get() : taken;
        work.accept(one);
        spare.add(one);
    }
}
