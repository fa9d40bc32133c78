package org.graphrec.procedures.classify;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import org.graphrec.procedures.graph.NodeIds;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Writes the classes of nodes in transactions of bounded size.
 *
 * @param classProperty where the class goes
 * @param probabilityProperty where the probabilities go, or null
 */
record ClassWriter(GraphDatabaseService database, String classProperty, String probabilityProperty) {
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
            try (Transaction transaction = database.beginTx()) {
                for (int i = from; i < to; i++) {
                    monitor.assertRunning();
                    Node node = NodeIds.find(transaction, ids.applyAsLong(nodes.get(i)));
                    if (node != null) {
                        node.setProperty(classProperty, classes.apply(nodes.get(i)));
                        written++;
                        if (probabilityProperty != null) {
                            node.setProperty(probabilityProperty, probabilities.apply(nodes.get(i)));
                            written++;
                        }
                    }
                }
                transaction.commit();
            }
            monitor.advance(to - from);
        }
        return written;
    }
}
