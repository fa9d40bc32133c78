// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import java.util.Map;

/** What the plugin tells of itself through JMX. Counts are since the server started, times in milliseconds, maps by procedure. */
public interface GraphRecommenderMXBean {
    /** Calls of all procedures that ended. */
    long getTotalCalls();

    /** Those that failed, were refused or were terminated. */
    long getTotalErrors();

    /** Calls that ended. */
    Map<String, Long> getCalls();

    /** Those that failed, were refused or were terminated. */
    Map<String, Long> getErrors();

    /** The time that half of the calls did not exceed. */
    Map<String, Double> getP50Millis();

    /** The time that 95 % of the calls did not exceed. */
    Map<String, Double> getP95Millis();

    /** The time that 99 % of the calls did not exceed. */
    Map<String, Double> getP99Millis();

    /** Models of all users and databases that are in memory. */
    int getModelsInMemory();

    /** Nodes that calls under way have still to embed. */
    long getNodesToEmbed();

    /** Heap promised to calls under way, in bytes. */
    long getPromisedHeapBytes();
}
