// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Rows that are made as they are read, of which it is known whether making one failed. */
final class CountedRows<R> extends Spliterators.AbstractSpliterator<R> {
    private final Spliterator<R> rows;
    private boolean failed;

    CountedRows(Stream<R> stream) {
        super(Long.MAX_VALUE, ORDERED);
        this.rows = stream.spliterator();
    }

    @Override
    public boolean tryAdvance(Consumer<? super R> action) {
        try {
            return rows.tryAdvance(action);
        } catch (RuntimeException | Error failure) {
            failed = true;
            throw failure;
        }
    }

    /** Whether a row could not be made. */
    boolean failed() {
        return failed;
    }

    /** The rows, which close what they were made of. */
    Stream<R> stream(Stream<R> of) {
        return StreamSupport.stream(this, false).onClose(of::close);
    }
}
