// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.time.Duration;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.impl.api.KernelTransactionImplementation;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;
import org.neo4j.kernel.impl.locking.LockManager;
import org.neo4j.kernel.impl.locking.forseti.ForsetiClient;
import org.neo4j.lock.LockType;
import org.neo4j.lock.ResourceType;

/**
 * The locks of one transaction. Neo4j limits how long a transaction waits for a lock, at its commit too, where nothing else ends
 * the waiting: but only for all transactions of a database at once, by {@code db.lock.acquisition.timeout}, and without a limit
 * unless set. Ours have one of their own, which is written where Neo4j keeps that of a transaction.
 */
public final class LockClock {
    /** The operator's line that says how long. */
    public static final String SETTING = "rec.lock.timeout_seconds";

    /** Below the 10 s after which people take a call for dead. */
    public static final Duration USUAL_LIMIT = Duration.ofSeconds(5);

    private static final Field NANOS = field();
    private static volatile Duration limit = USUAL_LIMIT;

    private final LockManager.Client client;

    private LockClock(LockManager.Client client) {
        this.client = client;
    }

    /** Sets how long the transactions of ours that begin from now on wait for a lock. */
    public static void configure(Duration longest) {
        limit = longest;
    }

    /** Those of a transaction; of none where the kernel is another than we know. */
    static LockClock of(Transaction transaction) {
        return new LockClock(
                transaction instanceof InternalTransaction internal
                                && internal.kernelTransaction() instanceof KernelTransactionImplementation kernel
                        ? kernel.lockClient()
                        : null);
    }

    /** Limits each waiting, unless the database does so already, and by less. */
    void limit() {
        long given = nanos();
        if (given <= 0 || given > limit.toNanos()) {
            put(limit.toNanos());
        }
    }

    /** Ends a waiting under way. */
    void expire() {
        put(1);
    }

    /** Whether the transaction holds a lock itself; null where that cannot be told. */
    Boolean holds(ResourceType type, long id) {
        return client == null ? null : client.holdsLock(id, type, LockType.SHARED);
    }

    private long nanos() {
        try {
            return limited() ? NANOS.getLong(client) : 0;
        } catch (IllegalAccessException made) {
            throw new IllegalStateException(made);
        }
    }

    private void put(long nanos) {
        try {
            if (limited()) {
                NANOS.setLong(client, nanos);
            }
        } catch (IllegalAccessException made) {
            throw new IllegalStateException(made);
        }
    }

    private boolean limited() {
        return NANOS != null && client instanceof ForsetiClient;
    }

    /** Null in a Neo4j that keeps it elsewhere: then there is no limit, and {@code OwnTransactionsTest} fails. */
    private static Field field() {
        try {
            Field field = ForsetiClient.class.getDeclaredField("lockAcquisitionTimeoutNano");
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException | InaccessibleObjectException elsewhere) {
            return null;
        }
    }
}
