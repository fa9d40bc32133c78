// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/**
 * Refuses work that the heap cannot hold, before it starts. What a call has asked for stays promised to it until it ends, so
 * that calls which would fit alone are not let in together.
 */
public final class MemoryGuard {
    /** The share of the free heap that one call may ask for. */
    public static final double USUAL_SHARE = 0.5;

    private static final MemoryBudget HEAP = new MemoryBudget(FreeHeap::bytes, USUAL_SHARE);

    private MemoryGuard() {}

    /** Memory promised to a call until closed. */
    public interface Reservation extends AutoCloseable {
        @Override
        void close();
    }

    /** What the guard knows, in bytes: the heap that is free or soon will be, what of it is promised, and the share one call may have. */
    public record State(long free, long promised, double share) {}

    /**
     * Takes over the operator's share of the free heap, as the server starts.
     *
     * @param share above 0 and at most 1; infinite: nothing is refused
     */
    public static void configure(double share) {
        HEAP.share(share);
    }

    /** What is free and what is promised. */
    public static State state() {
        return new State(FreeHeap.bytes(), HEAP.promised(), HEAP.share());
    }

    /** What a call may ask for now, in bytes. */
    public static long allowed() {
        double allowed = HEAP.share() * HEAP.available();
        return Double.isNaN(allowed) ? 0 : (long) allowed;
    }

    /**
     * Lets work pass whose upper bound fits, and promises it that much until closed.
     *
     * @throws IllegalStateException with both figures and the way out
     */
    public static Reservation reserve(String procedure, long bytes) {
        Reservation reservation = HEAP.promise(bytes);
        if (reservation == null) {
            throw new IllegalStateException(refusal(procedure, bytes, HEAP.available(), HEAP.share()));
        }
        return reservation;
    }

    /**
     * Lets work pass whose upper bound fits, without a promise: for what is allocated at once.
     *
     * @throws IllegalStateException with both figures and the way out
     */
    public static void require(String procedure, long bytes) {
        reserve(procedure, bytes).close();
    }

    static String refusal(String procedure, long bytes, long available, double share) {
        return String.format(
                Locale.ROOT,
                "`%s` was refused: it may need %s of heap, and one call gets at most %s %% of the %s that are free and"
                        + " not promised to another. Wait for other calls to end, drop graphs with `gds.graph.drop` or"
                        + " models with `rec.model.drop`, project fewer nodes, or raise `server.memory.heap.max_size`.",
                procedure,
                bytes < 0 ? "more than 8 EiB" : EstimateRow.readable(bytes),
                percent(share),
                EstimateRow.readable(available));
    }

    /** Per cent, with as few digits as it takes. */
    public static String percent(double share) {
        return BigDecimal.valueOf(100 * Math.min(1, share))
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }
}
