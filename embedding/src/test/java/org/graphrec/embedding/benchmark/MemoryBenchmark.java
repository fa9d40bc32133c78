// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.embedding.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.graphrec.embedding.DistillOptions;
import org.graphrec.embedding.Distillation;
import org.graphrec.embedding.EncoderFolder;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;

/**
 * Resident memory of the process, heap and native together, while an encoder reads very many texts. To be started
 * with a fixed heap ({@code -Xms512m -Xmx512m -XX:+AlwaysPreTouch}), so that what grows is not the heap.
 *
 * <p>Arguments: number of texts (100000), threads (2) and the encoder, the bundled one, one of a jar or {@code static}; for the texts see {@link Texts}.
 */
public final class MemoryBenchmark {

    private static final int STEPS = 20;

    /** Texts that a static encoder is made of here, where only its memory counts. */
    private static final int TAUGHT = 1_000;

    private MemoryBenchmark() {}

    /** Runs the benchmark and prints twenty lines. */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        String name = arguments.length > 2 ? arguments[2] : Encoders.MINI_LM;
        List<String> texts = Texts.all();
        int step = count / STEPS;
        long[] resident = new long[STEPS + 1];
        try (TextEncoder encoder = encoder(name, threads, texts)) {
            System.out.println("   texts   texts/s   resident MiB   live heap MiB");
            for (int s = 1; s <= STEPS; s++) {
                List<String> some = Texts.some(texts, s * step, step);
                long before = System.nanoTime();
                encoder.encode(some, EncodingMonitor.SILENT);
                double speed = step * 1e9 / (System.nanoTime() - before);
                resident[s] = residentMebibytes();
                System.out.printf(
                        Locale.ROOT, "%8d   %7.0f   %12d   %13d%n", s * step, speed, resident[s], liveHeapMebibytes());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "grown by %d MiB after the first tenth, by %d MiB after the first half%n",
                resident[STEPS] - resident[STEPS / 10],
                resident[STEPS] - resident[STEPS / 2]);
    }

    /** The bundled one, one of a jar, or {@code static}: one distilled of the first texts. */
    private static TextEncoder encoder(String name, int threads, List<String> texts) throws IOException {
        if (!name.equals("static")) {
            return name.equals(Encoders.MINI_LM) ? Encoders.bundledMiniLm(threads) : Encoders.ofJar(name, threads);
        }
        EncoderFolder folder = new EncoderFolder(Files.createTempDirectory("encoders"), Set.of());
        try (TextEncoder teacher = Encoders.bundledMiniLm(threads)) {
            folder.keep(
                    name,
                    Distillation.of(
                            teacher,
                            texts.subList(0, Math.min(TAUGHT, texts.size())),
                            new DistillOptions(64, threads, 42),
                            EncodingMonitor.SILENT,
                            () -> {}));
        }
        return folder.open(name, threads);
    }

    private static long liveHeapMebibytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }

    /** Heap and native memory that the process holds; 0 where the system does not tell. */
    private static long residentMebibytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
