// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;

/**
 * Texts per second of the bundled encoder, of a naive padded batch loop over the same model, and of ONNX Runtime alone on
 * batches that are tokenized and sorted by length already (of 8 and of 32 texts; the faster one counts). Every text is
 * encoded once by each, and they take turns every thousand texts, each time another one first, so that a busy machine is
 * equally busy for all; the median of the ratios counts.
 *
 * <p>Arguments: number of texts (10000) and threads (2); for the texts see {@link Texts}.
 */
public final class EncoderBenchmark {

    private static final int TURN = 1000;
    private static final List<String> NAMES = List.of("ours", "naive", "raw/8", "raw/32");

    private EncoderBenchmark() {}

    /** Runs the benchmark and prints a table. */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        List<String> texts = Texts.all();
        try (TextEncoder encoder = Encoders.bundledMiniLm(threads);
                PlainRuns plain = new PlainRuns(threads)) {
            long[][] tokens = plain.sortedTokens(Texts.some(texts, 0, Math.min(count, texts.size())));
            System.out.printf(
                    Locale.ROOT,
                    "%d texts, %d of them different, %.1f tokens each, %d threads, %d processors%n",
                    count,
                    Math.min(count, texts.size()),
                    Arrays.stream(tokens).mapToInt(ids -> ids.length).average().orElse(0),
                    threads,
                    Runtime.getRuntime().availableProcessors());
            System.out.println("  texts     ours    naive    raw/8   raw/32   (texts/s)");
            turn(encoder, plain, Texts.some(texts, 0, 200), 0);
            int turns = Math.max(1, count / TURN);
            double[][] speeds = new double[turns][];
            for (int t = 0; t < turns; t++) {
                speeds[t] = turn(encoder, plain, Texts.some(texts, t * TURN, Math.min(count, TURN)), t);
                System.out.printf(Locale.ROOT, "%7d", (t + 1) * TURN);
                for (double speed : speeds[t]) {
                    System.out.printf(Locale.ROOT, "  %7.0f", speed);
                }
                System.out.println();
            }
            System.out.printf(
                    Locale.ROOT,
                    "ours / naive = %.2f   ours / raw = %.2f   (medians)%n",
                    median(speeds, 1),
                    Math.min(median(speeds, 2), median(speeds, 3)));
        }
    }

    private static double[] turn(TextEncoder encoder, PlainRuns plain, List<String> texts, int turn) throws Exception {
        long[][] sorted = plain.sortedTokens(texts);
        List<Callable<?>> work = List.of(
                () -> encoder.encode(texts, EncodingMonitor.SILENT),
                () -> plain.naive(texts, 32),
                () -> plain.raw(sorted, 8),
                () -> plain.raw(sorted, 32));
        double[] speeds = new double[NAMES.size()];
        for (int i = 0; i < speeds.length; i++) {
            int next = (turn + i) % speeds.length;
            long before = System.nanoTime();
            work.get(next).call();
            speeds[next] = texts.size() * 1e9 / (System.nanoTime() - before);
        }
        return speeds;
    }

    /** The median over all turns of our speed by another's. */
    private static double median(double[][] speeds, int other) {
        double[] ratios = Arrays.stream(speeds)
                .mapToDouble(turn -> turn[0] / turn[other])
                .sorted()
                .toArray();
        int half = ratios.length / 2;
        return ratios.length % 2 == 1 ? ratios[half] : (ratios[half - 1] + ratios[half]) / 2;
    }
}
