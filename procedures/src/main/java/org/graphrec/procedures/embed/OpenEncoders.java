// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.graphrec.base.Waiting;
import org.graphrec.embedding.CrossEncoder;
import org.graphrec.embedding.Encoder;
import org.graphrec.embedding.MediaEncoder;
import org.graphrec.embedding.TextEncoder;
import org.graphrec.embedding.Tower;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.memory.NativeMemory;

/**
 * The encoders of this server, opened at first use and shared by all calls. One that is slow to open, such as a service
 * that does not answer, holds up its own users only.
 */
public final class OpenEncoders {
    private static final ConcurrentMap<Key, CompletableFuture<Encoder>> OPEN = new ConcurrentHashMap<>();
    private static volatile boolean stopped;
    private static volatile EncoderSources sources = EncoderSources.bundled("");

    private OpenEncoders() {}

    /** Takes over where encoders come from, as the server starts. */
    public static void configure(EncoderSources operators) {
        sources = operators;
        stopped = false;
    }

    /** An encoder and what it is asked to read. */
    private record Key(String name, Tower tower) {}

    /**
     * The encoder of texts of that name, ready.
     *
     * @param look run while there is waiting; what it throws ends the waiting
     * @throws IllegalArgumentException naming those there are
     */
    public static TextEncoder encoder(String name, Runnable look) {
        return (TextEncoder) ready(name, Tower.TEXT, look);
    }

    /**
     * The encoder of pictures or sounds of that name, ready.
     *
     * @param look run while there is waiting; what it throws ends the waiting
     * @throws IllegalArgumentException naming those there are, or where it reads no such thing
     */
    static MediaEncoder media(String name, Tower tower, Runnable look) {
        return (MediaEncoder) ready(name, tower, look);
    }

    /**
     * The cross-encoder of that name, ready.
     *
     * @param look run while there is waiting; what it throws ends the waiting
     * @throws IllegalArgumentException naming those there are, or where it reads no pairs
     */
    public static CrossEncoder crossEncoder(String name, Runnable look) {
        return (CrossEncoder) ready(name, Tower.PAIR, look);
    }

    private static Encoder ready(String name, Tower tower, Runnable look) {
        if (name == null) {
            requireKnown(name);
        }
        Key key = new Key(name, tower);
        while (true) {
            CompletableFuture<Encoder> mine = new CompletableFuture<>();
            CompletableFuture<Encoder> first = OPEN.putIfAbsent(key, mine);
            if (first == null) {
                return open(key, mine, look);
            }
            Encoder opened = await(first, look);
            if (opened != null) {
                return opened;
            }
        }
    }

    private static Encoder open(Key key, CompletableFuture<Encoder> mine, Runnable look) {
        try {
            if (stopped) {
                throw stopping();
            }
            requireKnown(key.name());
            NativeMemory.require("The encoder `" + key.name() + "`", sources.nativeBytes(key.name(), key.tower()));
            Encoder opened = sources.open(key.name(), key.tower(), look);
            mine.complete(opened);
            if (stopped) {
                // whoever closed the others may not have seen this one
                opened.close();
                throw stopping();
            }
            return opened;
        } catch (RuntimeException | Error cause) {
            OPEN.remove(key, mine);
            mine.completeExceptionally(cause);
            throw cause;
        }
    }

    /** What another call opened; null where it failed, perhaps for a reason of its own. */
    private static Encoder await(CompletableFuture<Encoder> first, Runnable look) {
        try {
            return Waiting.forResult(first, look::run);
        } catch (ExecutionException failed) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while an encoder was opened.", interrupted);
        }
    }

    /** The encoder of that name where it is open already for one thing at least, else null. */
    static Encoder ifOpen(String name) {
        for (Tower tower : Tower.values()) {
            CompletableFuture<Encoder> there = OPEN.get(new Key(name, tower));
            if (there != null && !there.isCompletedExceptionally() && there.getNow(null) != null) {
                return there.getNow(null);
            }
        }
        return null;
    }

    /** Where encoders come from. */
    static EncoderSources sources() {
        return sources;
    }

    /** Frees an encoder's memory once the calls under way have ended; true when it was open. */
    static boolean drop(String name) {
        requireKnown(name);
        boolean dropped = false;
        for (Tower tower : Tower.values()) {
            Key key = new Key(name, tower);
            CompletableFuture<Encoder> there = OPEN.get(key);
            Encoder encoder = there == null || there.isCompletedExceptionally() ? null : there.getNow(null);
            // only that one: another call may have dropped it, and a third opened it anew
            if (encoder != null && OPEN.remove(key, there)) {
                encoder.close();
                dropped = true;
            }
        }
        return dropped;
    }

    /**
     * Closes all, as the server stops, and waits for the native runs under way: one that outlives the libraries crashes the
     * process.
     *
     * @return whether all ended in time
     */
    public static boolean closeAll(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        stopped = true;
        boolean ended = true;
        List<Encoder> open = new ArrayList<>();
        for (CompletableFuture<Encoder> one : List.copyOf(OPEN.values())) {
            try {
                // also one that is being opened: native code runs there as well
                open.add(one.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException slow) {
                ended = false;
            } catch (ExecutionException failed) {
                // there is nothing to close
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                ended = false;
            }
        }
        OPEN.clear();
        open.forEach(Encoder::close);
        for (Encoder encoder : open) {
            ended &= encoder.closeAndWait(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
        return ended;
    }

    private static IllegalStateException stopping() {
        return new IllegalStateException("The server is being stopped.");
    }

    private static void requireKnown(String name) {
        if (!sources.has(name)) {
            throw new IllegalArgumentException("The value of `encoder` must be the name of an encoder but was `"
                    + Config.shown(name) + "`." + Suggestions.didYouMeanOneOf(name, sources.names())
                    + (sources.problem().isEmpty() ? " `CALL rec.encoder.list()` shows them." : sources.problem()));
        }
    }
}
