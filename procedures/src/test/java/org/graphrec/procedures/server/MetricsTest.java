// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.TabularData;
import org.graphrec.procedures.embedded.EmbeddedDatabase;
import org.graphrec.procedures.embedded.RunningDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.neo4j.configuration.Config;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.logging.NullLog;

/** JMX has the metrics of a server from its start to its stop. */
@ExtendWith(RunningDatabase.class)
class MetricsTest {
    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @Test
    void areThoseOfTheRunningServer(EmbeddedDatabase database) throws Exception {
        ObjectName name = Metrics.name(database.api()
                .getDependencyResolver()
                .resolveDependency(Config.class)
                .get(GraphDatabaseSettings.neo4j_home));
        long calls = (Long) JMX.getAttribute(name, "TotalCalls");
        database.rows(EmbeddedDatabase.ROOT, "CALL rec.model.list()");
        assertThat(JMX.getAttribute(name, "TotalCalls")).isEqualTo(calls + 1);
        TabularData counts = (TabularData) JMX.getAttribute(name, "Calls");
        assertThat(counts.containsKey(new Object[] {"rec.model.list"})).isTrue();
        for (String each : new String[] {"Errors", "P50Millis", "P95Millis", "P99Millis"}) {
            assertThat(((TabularData) JMX.getAttribute(name, each)).keySet()).isEqualTo(counts.keySet());
        }
        assertThat(JMX.getAttribute(name, "TotalErrors")).isInstanceOf(Long.class);
        assertThat(JMX.getAttribute(name, "NodesToEmbed")).isEqualTo(0L);
        assertThat(JMX.getAttribute(name, "PromisedHeapBytes")).isEqualTo(0L);
        assertThat(JMX.getAttribute(name, "ModelsInMemory")).isEqualTo(0);
    }

    @Test
    void areGoneWhenItStops() throws Exception {
        Path home = Path.of("a home, with \"quotes\" and = signs");
        Metrics metrics = new Metrics(home, NullLog.getInstance());
        metrics.start();
        assertThat(JMX.isRegistered(Metrics.name(home))).isTrue();
        // one that is there already is left alone
        Metrics second = new Metrics(home, NullLog.getInstance());
        second.start();
        second.stop();
        assertThat(JMX.isRegistered(Metrics.name(home))).isTrue();
        metrics.stop();
        assertThat(JMX.isRegistered(Metrics.name(home))).isFalse();
    }
}
