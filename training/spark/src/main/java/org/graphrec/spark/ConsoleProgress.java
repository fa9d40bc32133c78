// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.PrintStream;
import java.util.Locale;
import org.graphrec.training.Monitor;

/** Tells a person what the job is at, in lines; each phase says how long the one before it took. */
final class ConsoleProgress implements Monitor {
    private final PrintStream out;
    private final long start = System.nanoTime();

    ConsoleProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void phase(String name, long work) {
        say(name + (work > 1 ? String.format(Locale.ROOT, ": %,d steps", work) : ""));
    }

    @Override
    public void advance(long units) {}

    @Override
    public boolean running() {
        return true;
    }

    /** A line with the time since the start. */
    void say(String line) {
        out.printf(Locale.ROOT, "[%7.1f s] %s%n", (System.nanoTime() - start) / 1e9, line);
    }
}
