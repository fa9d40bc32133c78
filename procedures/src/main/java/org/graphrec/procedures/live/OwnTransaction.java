// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.function.BooleanSupplier;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;

/**
 * A transaction besides the call's own, which ends with it: where the call is terminated while this one waits for a lock,
 * a thread of ours terminates this one too, as nobody else knows that they belong together.
 */
final class OwnTransaction implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;

    private final Transaction transaction;
    private final LockClock locks;
    private final Thread watcher;

    /** Begins it; it is terminated once {@code running} is false. */
    OwnTransaction(GraphDatabaseService database, BooleanSupplier running) {
        transaction = database.beginTx();
        locks = LockClock.of(transaction);
        locks.limit();
        watcher = new Thread(() -> watch(running), "graphrec-transaction-watcher");
        watcher.setDaemon(true);
        watcher.start();
    }

    Transaction transaction() {
        return transaction;
    }

    private void watch(BooleanSupplier running) {
        try {
            while (running.getAsBoolean()) {
                Thread.sleep(LOOK_MILLIS);
            }
            transaction.terminate();
            // where it is being committed already, its waiting hears of no termination
            locks.expire();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        transaction.close();
    }
}
