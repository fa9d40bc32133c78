// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Writes vectors as node properties, LIST of FLOAT in 4 bytes each. */
public final class VectorWriter {
    private static final int BATCH = 10_000;

    private VectorWriter() {}

    /** Sets the vector of a node; an all-zero vector means "nothing known" and is not written. True when written. */
    public static boolean write(Transaction transaction, long id, String property, float[] vector) {
        Node node = zero(vector) ? null : NodeIds.find(transaction, id);
        if (node != null) {
            node.setProperty(property, vector);
        }
        return node != null;
    }

    /** Writes one vector a node in transactions of bounded size; returns how many were written. */
    public static long writeAll(
            OwnTransactions transactions, long[] ids, String property, IntFunction<float[]> vectors, Monitor monitor) {
        long written = 0;
        monitor.phase("Write", ids.length);
        for (int from = 0; from < ids.length; from += BATCH) {
            int begin = from;
            int to = Math.min(ids.length, from + BATCH);
            written += transactions.commit(monitor::running, transaction -> {
                long batch = 0;
                for (int i = begin; i < to; i++) {
                    monitor.assertRunning();
                    batch += write(transaction, ids[i], property, vectors.apply(i)) ? 1 : 0;
                }
                return batch;
            });
            monitor.advance(to - from);
        }
        return written;
    }

    private static boolean zero(float[] vector) {
        return Arrays.equals(vector, new float[vector.length]);
    }
}
