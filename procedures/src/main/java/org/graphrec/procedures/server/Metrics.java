// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.graphrec.procedures.call.CallMetrics;
import org.graphrec.procedures.embed.Backlog;
import org.graphrec.procedures.memory.MemoryGuard;
import org.graphrec.procedures.model.SharedCatalog;
import org.neo4j.logging.Log;

/** Registers itself with the platform's server of JMX while Neo4j runs. */
final class Metrics implements GraphRecommenderMXBean {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final Log log;
    private final Path home;
    private ObjectName name;

    /** For a server with a home folder, which tells it from others in this process. */
    Metrics(Path home, Log log) {
        this.home = home;
        this.log = log;
    }

    /** The name under which the metrics of a server are found. */
    static ObjectName name(Path home) throws JMException {
        return new ObjectName("org.graphrec:type=GraphRecommender,home=" + ObjectName.quote(home.toString()));
    }

    void start() {
        try {
            ObjectName wanted = name(home);
            server.registerMBean(this, wanted);
            name = wanted;
        } catch (JMException unusual) {
            log.warn("The metrics cannot be registered with JMX: %s", unusual.toString());
        }
    }

    void stop() {
        if (name != null) {
            try {
                server.unregisterMBean(name);
            } catch (JMException gone) {
                log.warn("The metrics in JMX had already been removed: %s", gone.toString());
            }
            name = null;
            CallMetrics.reset();
        }
    }

    private static <T> Map<String, T> each(Function<CallMetrics.Count, T> value) {
        Map<String, T> each = new TreeMap<>();
        CallMetrics.counts().forEach((procedure, count) -> each.put(procedure, value.apply(count)));
        return each;
    }

    private static long sum(Function<CallMetrics.Count, Long> value) {
        return CallMetrics.counts().values().stream().mapToLong(value::apply).sum();
    }

    @Override
    public long getTotalCalls() {
        return sum(CallMetrics.Count::calls);
    }

    @Override
    public long getTotalErrors() {
        return sum(CallMetrics.Count::errors);
    }

    @Override
    public Map<String, Long> getCalls() {
        return each(CallMetrics.Count::calls);
    }

    @Override
    public Map<String, Long> getErrors() {
        return each(CallMetrics.Count::errors);
    }

    @Override
    public Map<String, Double> getP50Millis() {
        return each(CallMetrics.Count::p50Millis);
    }

    @Override
    public Map<String, Double> getP95Millis() {
        return each(CallMetrics.Count::p95Millis);
    }

    @Override
    public Map<String, Double> getP99Millis() {
        return each(CallMetrics.Count::p99Millis);
    }

    @Override
    public int getModelsInMemory() {
        return SharedCatalog.loaded();
    }

    @Override
    public long getNodesToEmbed() {
        return Backlog.nodes();
    }

    @Override
    public long getPromisedHeapBytes() {
        return MemoryGuard.state().promised();
    }
}
