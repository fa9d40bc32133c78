// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.impl.locking.LockAcquisitionTimeoutException;

/**
 * How a call writes: a batch at a time, each in a transaction besides the call's own. The one place that begins any.
 *
 * @param procedure the procedure called
 * @param caller the call's own transaction
 */
public record OwnTransactions(String procedure, GraphDatabaseService database, Transaction caller) {

    /**
     * Does a batch of work in a transaction of its own, and commits it.
     *
     * @param running once it is false, the batch ends and nothing of it is written
     * @throws IllegalStateException where a lock is not to be had in time, naming who holds it and the way out
     * @throws CancellationException or what Neo4j throws in a terminated transaction, when no longer running
     */
    public <T> T commit(BooleanSupplier running, Function<Transaction, T> work) {
        try (OwnTransaction own = new OwnTransaction(database, running)) {
            T result = work.apply(own.transaction());
            own.transaction().commit();
            return result;
        } catch (RuntimeException failed) {
            LockAcquisitionTimeoutException waited = timeout(failed);
            if (waited == null) {
                throw failed;
            }
            if (!running.getAsBoolean()) {
                throw new CancellationException("The transaction has been terminated.");
            }
            throw AwaitedLock.of(waited).refusal(procedure, caller);
        }
    }

    private static LockAcquisitionTimeoutException timeout(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof LockAcquisitionTimeoutException timeout) {
                return timeout;
            }
        }
        return null;
    }
}
