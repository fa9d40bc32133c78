// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/**
 * When the nodes of one database were last changed, for as many as fit; of older changes it says that it does not know. What a
 * transaction is about to commit counts as changed until it has been stamped or rolled back.
 *
 * <p>A stamp is a number that grows by every commit and holds the time of day as well: milliseconds since 1970, times {@value
 * #PER_MILLISECOND}, and what it takes to be above the stamp before. A clock that is set back does not take stamps back.
 *
 * <p>Not known here: what an operation changes that is no transaction of this server, such as one that another member of a cluster
 * committed; and what another listener of Neo4j, a trigger for one, adds to a transaction as it commits.
 */
public final class ChangedNodes implements Changes {
    /** Nodes in one of the two generations of which the older one is dropped; two full ones take 64 MiB. */
    static final int GENERATION = 1_000_000;

    private static final long PER_MILLISECOND = 1 << 20;

    /** Changes that can be listed, at most; they take 1 MiB. */
    private static final int RECENT = 1 << 16;

    /** Places of a large transaction that are stamped before others get their turn. */
    private static final int STRIDE = 1 << 14;

    private static final Map<UUID, ChangedNodes> LISTENING = new ConcurrentHashMap<>();

    private static final long WALL = System.currentTimeMillis();
    private static final long NANOS = System.nanoTime();

    private final int generation;
    private final LongSupplier clock;
    private final Set<Commit> inFlight = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private final RecentStamps recent;
    private NodeStamps young = new NodeStamps();
    private NodeStamps old = new NodeStamps();

    /** The last stamp that was given, the last in each generation, and up to which nothing is known. */
    private long last;

    private long lastYoung;
    private long lastOld;
    private long forgotten;

    /** From now on. */
    ChangedNodes() {
        this(GENERATION, ChangedNodes::millis);
    }

    /**
     * @param generation how many nodes one generation holds
     * @param clock milliseconds since 1970
     */
    ChangedNodes(int generation, LongSupplier clock) {
        this.generation = generation;
        this.clock = clock;
        this.last = clock.getAsLong() * PER_MILLISECOND;
        this.lastYoung = last;
        this.lastOld = last;
        this.forgotten = last;
        this.recent = new RecentStamps(Integer.highestOneBit(Math.min(generation, RECENT)), last);
    }

    /** The later of both clocks: one can be set back, and the other stands still while the machine sleeps. */
    private static long millis() {
        return Math.max(System.currentTimeMillis(), WALL + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - NANOS));
    }

    /** Those of the database of a transaction; {@link Changes#UNKNOWN} where nobody listens to it. */
    public static Changes of(Transaction transaction) {
        Changes changes = LISTENING.get(((InternalTransaction) transaction).getDatabaseId());
        return changes == null ? Changes.UNKNOWN : changes;
    }

    /** From now on they are those of a database, until {@link #ended}. */
    void begun(UUID databaseId) {
        LISTENING.put(databaseId, this);
    }

    void ended(UUID databaseId) {
        LISTENING.remove(databaseId, this);
    }

    @Override
    public long now() {
        synchronized (lock) {
            return last;
        }
    }

    @Override
    public boolean touchedSince(long nodeId, long moment) {
        return touched(nodeId, moment) != Touch.NO;
    }

    @Override
    public boolean anySince(long moment) {
        // in this order: a commit leaves those in flight after it is stamped
        if (!inFlight.isEmpty()) {
            return true;
        }
        synchronized (lock) {
            return last > moment || forgotten > moment;
        }
    }

    @Override
    public boolean forEachSince(long moment, LongConsumer visitor) {
        List<Commit> commits = List.copyOf(inFlight);
        for (Commit commit : commits) {
            if (commit.all || commit.nodes.size() > RECENT) {
                return false;
            }
        }
        synchronized (lock) {
            if (!recent.forEachSince(moment, visitor)) {
                return false;
            }
        }
        commits.forEach(commit -> commit.nodes.forEach(0, commit.nodes.places(), visitor));
        return true;
    }

    @Override
    public Touch touchedSinceMillis(long nodeId, long millis) {
        return touched(nodeId, millis * PER_MILLISECOND - 1);
    }

    @Override
    public boolean anySinceMillis(long millis) {
        return anySince(millis * PER_MILLISECOND - 1);
    }

    private Touch touched(long nodeId, long moment) {
        for (Commit commit : inFlight) {
            if (commit.all) {
                return Touch.UNKNOWN;
            }
            if (commit.nodes.get(nodeId) != 0) {
                return Touch.YES;
            }
        }
        synchronized (lock) {
            return Math.max(young.get(nodeId), old.get(nodeId)) > moment
                    ? Touch.YES
                    : forgotten > moment ? Touch.UNKNOWN : Touch.NO;
        }
    }

    /** What one transaction changes, filled by its thread and then announced. */
    final class Commit {
        private final NodeStamps nodes = new NodeStamps();

        /** Whether it may be any node. */
        private boolean all;

        private Commit() {}

        void add(long nodeId) {
            if (nodes.size() < generation) {
                nodes.put(nodeId, 1);
            } else {
                all = true;
            }
        }

        /** From now on it counts. */
        void announce() {
            inFlight.add(this);
        }

        /** It is visible to all: stamps what it changed. */
        void committed() {
            try {
                stamp(this);
            } catch (OutOfMemoryError none) {
                forget();
            } finally {
                inFlight.remove(this);
            }
        }

        void rolledBack() {
            inFlight.remove(this);
        }
    }

    Commit begin() {
        return new Commit();
    }

    /** Stands for a transaction of which it is not known what it changes. */
    Commit beginUnknown() {
        Commit commit = new Commit();
        commit.all = true;
        return commit;
    }

    private void stamp(Commit commit) {
        if (commit.all) {
            forget();
            return;
        }
        long stamp;
        synchronized (lock) {
            stamp = next();
        }
        for (int from = 0; from < commit.nodes.places(); from += STRIDE) {
            int until = Math.min(commit.nodes.places(), from + STRIDE);
            synchronized (lock) {
                commit.nodes.forEach(from, until, id -> put(id, stamp));
            }
        }
    }

    private void put(long id, long stamp) {
        if (young.size() == generation && young.get(id) == 0) {
            forgotten = Math.max(forgotten, lastOld);
            old = young;
            lastOld = lastYoung;
            young = new NodeStamps();
        }
        young.put(id, Math.max(young.get(id), stamp));
        lastYoung = Math.max(lastYoung, stamp);
        recent.add(id, last);
    }

    private void forget() {
        synchronized (lock) {
            forgotten = next();
            recent.forget(forgotten);
            lastYoung = forgotten;
            lastOld = forgotten;
            old = new NodeStamps();
            young = new NodeStamps();
        }
    }

    private long next() {
        last = Math.max(last + 1, clock.getAsLong() * PER_MILLISECOND);
        return last;
    }
}
