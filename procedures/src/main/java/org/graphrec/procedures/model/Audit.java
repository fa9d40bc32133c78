// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.Locale;
import java.util.function.Supplier;
import org.neo4j.logging.Log;

/** One line in neo4j.log for whatever makes, moves or removes a model: who, where, which, and how it ended. */
final class Audit {
    private static final int LONGEST = 200;

    private final Log log;
    private final String user;
    private final String database;

    Audit(Log log, String user, String database) {
        this.log = log;
        this.user = user;
        this.database = database;
    }

    /** Runs it and writes the line, once, whether it succeeds or not. */
    <T> T record(String operation, String model, Supplier<T> action) {
        long start = System.nanoTime();
        String outcome = "done";
        try {
            return action.get();
        } catch (RuntimeException | Error failed) {
            // its message may have a user's text in it
            outcome = "failed with " + failed.getClass().getSimpleName();
            throw failed;
        } finally {
            log.info(
                    "rec.%s by user `%s` on database `%s`, model `%s`: %s after %d ms",
                    operation,
                    oneLine(user),
                    oneLine(database),
                    oneLine(String.valueOf(model)),
                    outcome,
                    (System.nanoTime() - start) / 1_000_000);
        }
    }

    /** A text that can be neither a line of its own nor a very long one. */
    static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
            char c = text.charAt(i);
            boolean harmless = c >= ' ' && c <= '~' && c != '`' && c != '\\' && c != '%';
            line.append(harmless ? String.valueOf(c) : String.format(Locale.ROOT, "\\u%04x", (int) c));
        }
        return line.append(text.length() > LONGEST ? "..." : "").toString();
    }
}
