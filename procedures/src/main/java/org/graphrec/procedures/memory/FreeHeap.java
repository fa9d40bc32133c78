// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The heap that is free, or would be after a collection, as far as the last one tells. What calls have thrown away fills most of
 * a heap before a collector looks at it; taken for used, it would have calls refused now and then that fit. A collection cannot
 * be asked for: Neo4j's servers run with {@code -XX:+DisableExplicitGC}, and it would stop everybody.
 *
 * <p>What was allocated since, and is in use, is missed. The usual share of one half is room enough for that: a collector does not
 * wait until so much is new.
 */
final class FreeHeap {
    private static final Set<String> POOLS = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final List<GarbageCollectorMXBean> COLLECTORS =
            ManagementFactory.getGarbageCollectorMXBeans().stream()
                    .filter(GarbageCollectorMXBean.class::isInstance)
                    .map(GarbageCollectorMXBean.class::cast)
                    .toList();

    private FreeHeap() {}

    /** In bytes. */
    static long bytes() {
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return runtime.maxMemory() - Math.min(used, usedAfterCollection());
    }

    /** What the last collection left; the greatest number where there was none, or the collectors do not say. */
    private static long usedAfterCollection() {
        return COLLECTORS.stream()
                .map(GarbageCollectorMXBean::getLastGcInfo)
                .filter(Objects::nonNull)
                .max(Comparator.comparingLong(GcInfo::getEndTime))
                .map(FreeHeap::used)
                .orElse(Long.MAX_VALUE);
    }

    private static long used(GcInfo collection) {
        return collection.getMemoryUsageAfterGc().entrySet().stream()
                .filter(pool -> POOLS.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }
}
