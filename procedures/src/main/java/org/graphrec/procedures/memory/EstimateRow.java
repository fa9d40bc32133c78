// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.memory;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The row of every {@code .estimate}, with the columns of GDS. Bytes are of heap; native memory stands in the map. */
public record EstimateRow(
        String requiredMemory,
        String treeView,
        Map<String, Object> mapView,
        long bytesMin,
        long bytesMax,
        long nodeCount,
        long relationshipCount,
        double heapPercentageMin,
        double heapPercentageMax) {

    /** The row of what a procedure would need. */
    public static EstimateRow of(String procedure, MemoryNeed need, long nodeCount, long relationshipCount) {
        long bytes = need.heapBytes();
        StringBuilder tree = new StringBuilder(procedure).append(": ").append(readable(bytes));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", procedure);
        map.put("memoryUsage", readable(bytes));
        need.heap().forEach((part, size) -> {
            tree.append("\n|-- ").append(part).append(": ").append(readable(size));
            map.put(part, readable(size));
        });
        map.put("native", readable(need.outside()));
        double heap = Runtime.getRuntime().maxMemory();
        double percentage = Math.round(1000 * bytes / heap) / 10.0;
        return new EstimateRow(
                readable(bytes),
                tree.toString(),
                map,
                bytes,
                bytes,
                nodeCount,
                relationshipCount,
                percentage,
                percentage);
    }

    /** Bytes as GDS writes them: {@code 12 MiB}. */
    public static String readable(long bytes) {
        String[] units = {"Bytes", "KiB", "MiB", "GiB", "TiB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < units.length - 1) {
            size /= 1024;
            unit++;
        }
        return unit == 0
                ? bytes + " Bytes"
                : String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, units[unit]);
    }
}
