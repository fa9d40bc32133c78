// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.admin;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.call.Finding;
import org.graphrec.procedures.memory.EstimateRow;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.memory.NativeMemory;

/** How much heap and native memory is left for the plugin's calls. */
final class MemoryFindings {
    private static final long SMALL_HEAP = 512L << 20;
    private static final long SMALL_NATIVE = 512L << 20;

    private MemoryFindings() {}

    static List<Finding> ofThisServer() {
        List<Finding> findings = new ArrayList<>();
        findings.add(heap(Runtime.getRuntime().maxMemory(), MemoryGuard.state()));
        findings.add(guard(MemoryGuard.state().share()));
        findings.add(nativeMemory(NativeMemory.available()));
        boolean exits =
                ManagementFactory.getRuntimeMXBean().getInputArguments().contains("-XX:+ExitOnOutOfMemoryError");
        findings.add(
                exits
                        ? Finding.ok("out of memory", "The process ends, and can be started again.")
                        : Finding.warning(
                                "out of memory",
                                "After an OutOfMemoryError, the process continues in an unknown state.",
                                "Add server.jvm.additional=-XX:+ExitOnOutOfMemoryError to neo4j.conf, as Neo4j advises."));
        return findings;
    }

    static Finding heap(long most, MemoryGuard.State state) {
        String detail = EstimateRow.readable(state.free()) + " of " + EstimateRow.readable(most) + " free, "
                + EstimateRow.readable(state.promised()) + " of it promised to calls under way";
        return most < SMALL_HEAP
                ? Finding.warning("heap", detail, "Raise server.memory.heap.max_size to 1g or more.")
                : Finding.ok("heap", detail);
    }

    static Finding guard(double share) {
        return Double.isInfinite(share)
                ? Finding.warning(
                        "memory guard",
                        "off: no call is refused for lack of memory, and one that needs too much ends the server",
                        "Remove `rec.memory.heap_share=off` from graph-recommender.conf and restart the server.")
                : Finding.ok(
                        "memory guard", "one call gets at most " + MemoryGuard.percent(share) + " % of the free heap");
    }

    static Finding nativeMemory(long available) {
        if (available < 0) {
            return Finding.ok("native memory", "unknown on this system");
        }
        return available < SMALL_NATIVE
                ? Finding.warning(
                        "native memory",
                        EstimateRow.readable(available) + " available",
                        "Encoders need memory outside the heap: lower server.memory.pagecache.size or give the machine, or"
                                + " the container, more.")
                : Finding.ok("native memory", EstimateRow.readable(available) + " available");
    }
}
