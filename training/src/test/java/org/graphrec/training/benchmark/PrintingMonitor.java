// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.util.Locale;
import org.graphrec.training.Monitor;

/** Prints each phase with the seconds of the one before. */
final class PrintingMonitor implements Monitor {

    private String phase;
    private long start = System.nanoTime();

    @Override
    public void phase(String name, long work) {
        end();
        phase = name;
        start = System.nanoTime();
    }

    @Override
    public void advance(long units) {}

    @Override
    public boolean running() {
        return true;
    }

    void end() {
        if (phase != null) {
            System.out.printf(Locale.ROOT, "%-14s %6.2f s%n", phase, (System.nanoTime() - start) / 1e9);
        }
    }
}
