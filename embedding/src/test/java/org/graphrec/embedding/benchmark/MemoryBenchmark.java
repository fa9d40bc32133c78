package org.graphrec.embedding.benchmark;

import java.util.List;
import java.util.Locale;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;

/**
 * Resident memory of the process, heap and native together, while the bundled encoder reads very many texts. Start with
 * a fixed heap ({@code -Xms256m -Xmx256m -XX:+AlwaysPreTouch}), so that what grows is not the heap.
 *
 * <p>Arguments: number of texts (100000), threads (2), and a source as in {@link EncoderBenchmark}.
 */
public final class MemoryBenchmark {

    private static final int STEPS = 20;

    private MemoryBenchmark() {}

    /** Runs the benchmark and prints twenty lines. */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        List<String> texts = Texts.of(arguments.length > 2 ? arguments[2] : null, count / STEPS);
        try (TextEncoder encoder = Encoders.bundledMiniLm(threads)) {
            System.out.println("   texts   texts/s   resident MiB");
            for (int step = 1; step <= STEPS; step++) {
                long before = System.nanoTime();
                encoder.encode(texts, EncodingMonitor.SILENT);
                double speed = texts.size() * 1e9 / (System.nanoTime() - before);
                System.out.printf(
                        Locale.ROOT,
                        "%8d   %7.0f   %12d%n",
                        step * texts.size(),
                        speed,
                        EncoderBenchmark.residentMebibytes());
            }
        }
    }
}
