// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How often each procedure was called since the server started, how often it failed, and how long it took. {@link ProcedureCall} alone
 * counts. Nothing is kept of who called, and nothing of what was asked.
 */
public final class CallMetrics {
    private static final ConcurrentMap<String, Counted> BY_PROCEDURE = new ConcurrentHashMap<>();
    private static final int SLOWEST = 20;
    private static final List<SlowCall> SLOW = new ArrayList<>();

    private CallMetrics() {}

    /** Of one procedure. */
    private static final class Counted {
        private final LongAdder calls = new LongAdder();
        private final LongAdder errors = new LongAdder();
        private final LatencyHistogram latencies = new LatencyHistogram();
    }

    /**
     * What a procedure came to.
     *
     * @param calls that ended, those that failed included
     * @param errors calls that failed, that were refused or terminated
     */
    public record Count(long calls, long errors, double p50Millis, double p95Millis, double p99Millis) {}

    /**
     * A call that took long.
     *
     * @param ended when it ended
     */
    public record SlowCall(String procedure, long millis, boolean failed, Instant ended) {}

    /** A call has ended that took so long, to its last row. */
    static void ended(String procedure, long nanos, boolean failed) {
        Counted counted = BY_PROCEDURE.computeIfAbsent(procedure, name -> new Counted());
        counted.calls.increment();
        if (failed) {
            counted.errors.increment();
        }
        counted.latencies.add(nanos);
        remember(procedure, nanos / 1_000_000, failed);
    }

    private static void remember(String procedure, long millis, boolean failed) {
        if (millis <= 0) {
            return;
        }
        synchronized (SLOW) {
            if (SLOW.size() < SLOWEST || SLOW.get(SLOW.size() - 1).millis() < millis) {
                SLOW.add(new SlowCall(procedure, millis, failed, Instant.now()));
                SLOW.sort(Comparator.comparingLong(SlowCall::millis).reversed());
                if (SLOW.size() > SLOWEST) {
                    SLOW.remove(SLOW.size() - 1);
                }
            }
        }
    }

    /** By procedure, in order of their names. */
    public static Map<String, Count> counts() {
        Map<String, Count> counts = new TreeMap<>();
        BY_PROCEDURE.forEach((procedure, counted) -> counts.put(
                procedure,
                new Count(
                        counted.calls.sum(),
                        counted.errors.sum(),
                        counted.latencies.percentile(0.5),
                        counted.latencies.percentile(0.95),
                        counted.latencies.percentile(0.99))));
        return counts;
    }

    /** The slowest calls, the slowest first. */
    public static List<SlowCall> slowest() {
        synchronized (SLOW) {
            return List.copyOf(SLOW);
        }
    }

    /** Forgets all, as the server stops. */
    public static void reset() {
        BY_PROCEDURE.clear();
        synchronized (SLOW) {
            SLOW.clear();
        }
    }
}
