package org.graphrec.procedures.gds;

import java.util.Locale;

/** Refuses work that the heap cannot hold, before it starts. */
public final class MemoryGuard {
    /** The share of the free heap that one call may ask for. */
    private static final double SHARE = 0.5;

    private MemoryGuard() {}

    /**
     * Lets work pass whose upper bound fits into half of the free heap.
     *
     * @throws IllegalStateException with both figures and the way out
     */
    public static void require(String procedure, long bytes) {
        Runtime runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        if (bytes > free * SHARE) {
            throw new IllegalStateException(String.format(
                    Locale.ROOT,
                    "`%s` was refused: it may need %s of heap and at most half of the free %s is given to one call."
                            + " Drop graphs with `gds.graph.drop` or models with `rec.model.drop`, project fewer nodes,"
                            + " or raise `server.memory.heap.max_size`.",
                    procedure,
                    EstimateRow.readable(bytes),
                    EstimateRow.readable(free)));
        }
    }
}
