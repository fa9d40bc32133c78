// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.benchmark;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.graphrec.embedding.DistillOptions;
import org.graphrec.embedding.Distillation;
import org.graphrec.embedding.Distilled;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;

/**
 * A static encoder distilled from the bundled one: how long that takes, how near it comes on held-out texts, and texts a
 * second of both. They take turns, five hundred texts of the one and fifty thousand of the other, each time another first,
 * so that a busy machine is equally busy for both; the median of the ratios counts.
 *
 * <p>Arguments: number of texts (12000) and threads (2); for the texts see {@link Texts}. Only those shorter than 100
 * characters are timed.
 */
public final class StaticBenchmark {

    private static final int TURNS = 9;

    private StaticBenchmark() {}

    /** Runs the benchmark and prints what it found. */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 12_000;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        List<String> all = Texts.all();
        List<String> texts = all.subList(0, Math.min(count, all.size()));
        List<String> timed = texts.stream().filter(text -> text.length() < 100).toList();
        EncoderFolder folder = new EncoderFolder(Files.createTempDirectory("encoders"), Set.of());
        try (TextEncoder teacher = Encoders.bundledMiniLm(threads)) {
            long begin = System.nanoTime();
            AtomicLong taught = new AtomicLong();
            Distilled distilled = Distillation.of(
                    teacher,
                    texts,
                    new DistillOptions(256, threads, 42),
                    EncodingMonitor.SILENT,
                    () -> taught.set(System.nanoTime()));
            folder.keep("fast", distilled);
            print(
                    "distilled from %d texts in %.1f s, of which the teacher took %.1f s; %d threads, %d processors",
                    distilled.texts(),
                    (System.nanoTime() - begin) / 1e9,
                    (taught.get() - begin) / 1e9,
                    threads,
                    Runtime.getRuntime().availableProcessors());
            print(
                    "on %d held-out texts: mean cosine %.4f, of the ten nearest %.3f",
                    distilled.agreement().texts(),
                    distilled.agreement().meanCosine(),
                    distilled.agreement().overlap());
            try (TextEncoder fast = folder.open("fast", threads)) {
                race(teacher, fast, timed);
            }
        }
    }

    private static void race(TextEncoder teacher, TextEncoder fast, List<String> texts) {
        speed(fast, texts, 0, 200_000);
        speed(teacher, texts, 0, 200);
        double[] ratios = new double[TURNS];
        print("MiniLM  static  (texts/s, shorter than 100 characters)");
        for (int turn = 0; turn < TURNS; turn++) {
            boolean fastFirst = turn % 2 == 0;
            double first = fastFirst ? speed(fast, texts, turn, 50_000) : speed(teacher, texts, turn, 500);
            double second = fastFirst ? speed(teacher, texts, turn, 500) : speed(fast, texts, turn, 50_000);
            ratios[turn] = fastFirst ? first / second : second / first;
            print("%6.0f  %6.0f", fastFirst ? second : first, fastFirst ? first : second);
        }
        Arrays.sort(ratios);
        print("static / MiniLM = %.0f (median; %.0f to %.0f)", ratios[TURNS / 2], ratios[0], ratios[TURNS - 1]);
    }

    private static double speed(TextEncoder encoder, List<String> texts, int turn, int count) {
        List<String> some = Texts.some(texts, turn * count, count);
        long begin = System.nanoTime();
        encoder.encode(some, EncodingMonitor.SILENT);
        return count * 1e9 / (System.nanoTime() - begin);
    }

    private static void print(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }
}
