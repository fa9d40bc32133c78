// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.neo4j.logging.Log;

/** A log that keeps its lines. */
final class Lines implements Log {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    long count(String level) {
        return lines(level).count();
    }

    Stream<String> lines(String level) {
        return lines.stream().filter(line -> line.startsWith(level)).map(line -> line.substring(level.length() + 1));
    }

    private void add(String level, String format, Object... arguments) {
        lines.add(level + " " + String.format(Locale.ROOT, format, arguments));
    }

    @Override
    public boolean isDebugEnabled() {
        return false;
    }

    @Override
    public void debug(String message) {}

    @Override
    public void debug(String message, Throwable throwable) {}

    @Override
    public void debug(String format, Object... arguments) {}

    @Override
    public void info(String message) {
        add("INFO", "%s", message);
    }

    @Override
    public void info(String message, Throwable throwable) {
        add("INFO", "%s", message);
    }

    @Override
    public void info(String format, Object... arguments) {
        add("INFO", format, arguments);
    }

    @Override
    public void warn(String message) {
        add("WARN", "%s", message);
    }

    @Override
    public void warn(String message, Throwable throwable) {
        add("WARN", "%s", message);
    }

    @Override
    public void warn(String format, Object... arguments) {
        add("WARN", format, arguments);
    }

    @Override
    public void error(String message) {
        add("ERROR", "%s", message);
    }

    @Override
    public void error(String message, Throwable throwable) {
        add("ERROR", "%s", message);
    }

    @Override
    public void error(String format, Object... arguments) {
        add("ERROR", format, arguments);
    }
}
