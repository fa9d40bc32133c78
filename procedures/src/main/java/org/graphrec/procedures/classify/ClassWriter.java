// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.classify;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Node;

/**
 * Writes the classes of nodes in transactions of bounded size.
 *
 * @param classProperty where the class goes
 * @param probabilityProperty where the probabilities go, or null
 */
record ClassWriter(OwnTransactions transactions, String classProperty, String probabilityProperty) {
    private static final int BATCH = 10_000;

    /** Writes some nodes; returns the number of properties written. A node that is gone is left out. */
    long write(
            List<Integer> nodes,
            IntToLongFunction ids,
            IntFunction<Object> classes,
            IntFunction<float[]> probabilities,
            Monitor monitor) {
        long written = 0;
        monitor.phase("Write", nodes.size());
        for (int from = 0; from < nodes.size(); from += BATCH) {
            int to = Math.min(nodes.size(), from + BATCH);
            List<Integer> batch = nodes.subList(from, to);
            written += transactions.commit(monitor::running, transaction -> {
                long properties = 0;
                for (int v : batch) {
                    monitor.assertRunning();
                    Node node = NodeIds.find(transaction, ids.applyAsLong(v));
                    if (node != null) {
                        node.setProperty(classProperty, classes.apply(v));
                        properties++;
                        if (probabilityProperty != null) {
                            node.setProperty(probabilityProperty, probabilities.apply(v));
                            properties++;
                        }
                    }
                }
                return properties;
            });
            monitor.advance(to - from);
        }
        return written;
    }
}
