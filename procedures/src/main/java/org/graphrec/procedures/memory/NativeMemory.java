// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Memory outside the heap that this process can still get: that of the machine, or of its container where that is less. */
public final class NativeMemory {
    private static final Path MACHINE = Path.of("/proc/meminfo");
    private static final Path LIMIT = Path.of("/sys/fs/cgroup/memory.max");
    private static final Path USED = Path.of("/sys/fs/cgroup/memory.current");
    private static final Path STATISTICS = Path.of("/sys/fs/cgroup/memory.stat");

    /** The share of what is available that one encoder may take. */
    private static final double SHARE = 0.5;

    private NativeMemory() {}

    /** In bytes; negative where this system does not say. */
    public static long available() {
        return available(text(MACHINE), text(LIMIT), text(USED), text(STATISTICS));
    }

    /** From the content of the files, "" where there is none. */
    static long available(String machine, String limit, String used, String statistics) {
        long free = field(machine, "MemAvailable:");
        long ofMachine = free < 0 ? -1 : 1024 * free;
        long most = number(limit);
        if (most < 0) {
            return ofMachine;
        }
        // what the file cache holds is given up when it is needed
        long ofContainer = Math.max(0, most - number(used) + Math.max(0, field(statistics, "inactive_file")));
        return ofMachine < 0 ? ofContainer : Math.min(ofMachine, ofContainer);
    }

    /**
     * Lets something pass that needs so much native memory at most.
     *
     * @throws IllegalStateException with both figures and the way out
     */
    public static void require(String what, long bytes) {
        String refusal = refusal(what, bytes, available());
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
    }

    /** Why it is refused, or null. */
    static String refusal(String what, long bytes, long available) {
        return available < 0 || bytes <= SHARE * available
                ? null
                : String.format(
                        Locale.ROOT,
                        "%s was refused: it may need %s outside the heap, and at most half of the %s that are available are"
                                + " given to it. Lower `server.memory.pagecache.size` or `server.memory.heap.max_size`, drop"
                                + " encoders with `rec.encoder.drop`, or give the machine or container more memory.",
                        what,
                        EstimateRow.readable(bytes),
                        EstimateRow.readable(available));
    }

    private static long field(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> number(line.substring(name.length()).replace("kB", "")))
                .findFirst()
                .orElse(-1);
    }

    private static long number(String text) {
        String digits = text.strip();
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : -1;
    }

    private static String text(Path file) {
        try {
            return Files.isReadable(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            return "";
        }
    }
}
