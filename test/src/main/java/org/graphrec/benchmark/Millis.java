// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.benchmark;

import java.util.Arrays;
import java.util.List;

/** Milliseconds that calls took, at least one. */
final class Millis {
    private static final double NANOS = 1e6;

    private final double[] sorted;

    private Millis(double[] sorted) {
        this.sorted = sorted;
    }

    static Millis of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Millis(sorted);
    }

    /** Those of several rounds. */
    static Millis all(List<Millis> rounds) {
        return of(rounds.stream()
                .flatMapToDouble(round -> Arrays.stream(round.sorted))
                .toArray());
    }

    /** Milliseconds since a moment of {@link System#nanoTime}. */
    static double since(long begin) {
        return (System.nanoTime() - begin) / NANOS;
    }

    double median() {
        return sorted[sorted.length / 2];
    }

    double p99() {
        return sorted[sorted.length * 99 / 100];
    }
}
