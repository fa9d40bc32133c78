// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.util.Locale;
import org.graphrec.training.Monitor;

/** Prints each phase with the seconds of the one before, by the wall and of the CPU. */
final class PrintingMonitor implements Monitor {

    private String phase;
    private long start = System.nanoTime();
    private double cpu = cpuSeconds();

    @Override
    public void phase(String name, long work) {
        end();
        phase = name;
        start = System.nanoTime();
        cpu = cpuSeconds();
    }

    @Override
    public void advance(long units) {}

    @Override
    public boolean running() {
        return true;
    }

    void end() {
        if (phase != null) {
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %6.2f s, CPU %6.2f s%n",
                    phase,
                    (System.nanoTime() - start) / 1e9,
                    cpuSeconds() - cpu);
        }
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }
}
