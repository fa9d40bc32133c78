// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.graphrec.training.Monitor;
import org.neo4j.logging.Log;
import org.neo4j.logging.NullLog;

/**
 * All models of this server, of every user and database, shared by all calls. Its entries are immutable and
 * swapped whole. {@link ModelCatalog} decides who sees which.
 */
public final class SharedCatalog {
    private static final int LOCKS = 64;
    private static final long ASK_MILLIS = 20;

    private static final SharedCatalog SERVERS = new SharedCatalog(ModelLocations.none(""), NullLog.getInstance());

    private final ConcurrentMap<ModelKey, ModelEntry> entries = new ConcurrentHashMap<>();
    private final Set<ModelKey> reserved = ConcurrentHashMap.newKeySet();
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(ReentrantLock[]::new);
    private ModelLocations locations;
    private Log log;
    private ModelFiles store;
    private volatile boolean discovered;

    SharedCatalog(ModelLocations locations, Log log) {
        this.locations = locations;
        this.log = log;
        this.discovered = locations.store() == null;
    }

    /** That of the running server. */
    static SharedCatalog ofServer() {
        return SERVERS;
    }

    /** Takes over the operator's locations as the server starts; nothing is read from them before somebody asks. */
    public static void configure(ModelLocations locations, Log log) {
        SERVERS.reset(locations, log);
    }

    /** Forgets all models and lets another server write, as this one stops. */
    public static void shutDown() {
        SERVERS.reset(ModelLocations.none(""), NullLog.getInstance());
    }

    /** How many models are in memory. */
    public static int loaded() {
        return (int) SERVERS.entries.values().stream()
                .filter(entry -> entry.loaded() != null)
                .count();
    }

    private synchronized void reset(ModelLocations operators, Log operatorsLog) {
        if (store != null) {
            store.close();
            store = null;
        }
        entries.clear();
        reserved.clear();
        locations = operators;
        log = operatorsLog;
        discovered = operators.store() == null;
    }

    synchronized ModelLocations locations() {
        return locations;
    }

    synchronized Log log() {
        return log;
    }

    /**
     * The folder of stored models.
     *
     * @throws IllegalStateException when there is none
     */
    synchronized ModelFiles store() {
        if (store == null) {
            store = ModelFiles.open(locations, log);
        }
        return store;
    }

    /** The model of that key, or null. */
    ModelEntry find(ModelKey key, Monitor monitor) {
        discover(monitor);
        return entries.get(key);
    }

    /** All models. */
    Collection<ModelEntry> all(Monitor monitor) {
        discover(monitor);
        return List.copyOf(entries.values());
    }

    void put(ModelEntry entry) {
        entries.put(entry.key(), entry);
    }

    /** False when there is one of that key already. */
    boolean add(ModelEntry entry) {
        return entries.putIfAbsent(entry.key(), entry) == null;
    }

    void remove(ModelKey key) {
        entries.remove(key);
    }

    /** Keeps a name for a model in the making; false when another is in the making under it. */
    boolean reserve(ModelKey key) {
        return reserved.add(key);
    }

    void release(ModelKey key) {
        reserved.remove(key);
    }

    /** Runs what changes the model of a key, one after the other; a call that is terminated does not wait on. */
    <T> T alone(ModelKey key, Monitor monitor, Supplier<T> change) {
        ReentrantLock lock = locks[Math.floorMod(key.hashCode(), LOCKS)];
        try {
            while (!lock.tryLock(ASK_MILLIS, TimeUnit.MILLISECONDS)) {
                monitor.assertRunning();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("The call was interrupted.");
        }
        try {
            return change.get();
        } finally {
            lock.unlock();
        }
    }

    /** The same for two keys, without two such calls ever waiting for each other. */
    <T> T alone(ModelKey one, ModelKey other, Monitor monitor, Supplier<T> change) {
        boolean inOrder = Math.floorMod(one.hashCode(), LOCKS) <= Math.floorMod(other.hashCode(), LOCKS);
        ModelKey first = inOrder ? one : other;
        ModelKey second = inOrder ? other : one;
        return alone(first, monitor, () -> alone(second, monitor, change));
    }

    private void discover(Monitor monitor) {
        if (discovered) {
            return;
        }
        synchronized (this) {
            if (!discovered) {
                try {
                    store().discover(entry -> entries.putIfAbsent(entry.key(), entry), monitor);
                } catch (CancellationException terminated) {
                    // an IllegalStateException too, but it says nothing of the folder
                    throw terminated;
                } catch (IllegalStateException unusable) {
                    log.warn("Stored models cannot be listed: %s", unusable.getMessage());
                }
                discovered = true;
            }
        }
    }
}
