// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding;

import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers how often this process ended while native code ran: by a crash, which no Java code can catch, by {@code kill -9}, or
 * for want of memory. After several such ends within a day native code stays off, so that a text which crashes the server
 * does so no more often than that.
 *
 * <p>A page of a file is mapped: to mark a call costs no more than writing to memory, and the page outlives the process.
 */
final class NativeCrashes {
    static final Duration WINDOW = Duration.ofDays(1);

    private static final int MAGIC = 0x47524e43;
    private static final int RUNNING = 4;
    private static final int TIMES = 8;
    private static final int MOST_TIMES = 16;
    private static final int BYTES = TIMES + 8 * MOST_TIMES;

    private final MappedByteBuffer page;
    private final int limit;
    private int running;

    private NativeCrashes(MappedByteBuffer page, int limit) {
        this.page = page;
        this.limit = limit;
    }

    /**
     * Opens the file, making it where there is none; one that is no such file is begun anew.
     *
     * @param limit ends within a day after which native code is off; 0: never
     * @param now when this process started
     */
    static NativeCrashes open(Path file, int limit, Instant now) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            MappedByteBuffer page = channel.map(MapMode.READ_WRITE, 0, BYTES);
            NativeCrashes crashes = new NativeCrashes(page, limit);
            crashes.begin(now);
            return crashes;
        }
    }

    private void begin(Instant now) {
        if (page.getInt(0) != MAGIC) {
            for (int at = 0; at < BYTES; at += 4) {
                page.putInt(at, 0);
            }
            page.putInt(0, MAGIC);
        }
        if (page.getInt(RUNNING) != 0) {
            // the latest first
            for (int i = MOST_TIMES - 1; i > 0; i--) {
                page.putLong(TIMES + 8 * i, page.getLong(TIMES + 8 * (i - 1)));
            }
            page.putLong(TIMES, now.getEpochSecond());
            page.putInt(RUNNING, 0);
        }
        page.force();
    }

    /** Native code is about to run; {@link #leave} must follow. */
    synchronized void enter() {
        if (running++ == 0) {
            page.putInt(RUNNING, 1);
        }
    }

    /** Native code has returned. */
    synchronized void leave() {
        if (--running == 0) {
            page.putInt(RUNNING, 0);
        }
    }

    /** The process ends in order, whatever still runs. */
    synchronized void endInOrder() {
        page.putInt(RUNNING, 0);
    }

    /** When the server was started again after such an end, within the last day; the latest first. */
    List<Instant> recent(Instant now) {
        List<Instant> times = new ArrayList<>();
        for (int i = 0; i < MOST_TIMES; i++) {
            Instant time = Instant.ofEpochSecond(page.getLong(TIMES + 8 * i));
            if (time.isAfter(now.minus(WINDOW)) && !time.isAfter(now)) {
                times.add(time);
            }
        }
        return times;
    }

    /** Whether native code is off. */
    boolean off(Instant now) {
        return limit > 0 && recent(now).size() >= limit;
    }
}
