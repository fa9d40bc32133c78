package org.graphrec.embedding.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.graphrec.embedding.Encoders;
import org.graphrec.embedding.EncodingMonitor;
import org.graphrec.embedding.TextEncoder;

/**
 * Texts per second of the bundled encoder, of a naive padded batch loop over the same model, and of ONNX Runtime alone
 * on batches that are tokenized and sorted by length already. The three take turns, so that a busy machine is equally
 * busy for all; the medians are compared.
 *
 * <p>Arguments: number of texts (2500), rounds (5), threads (2), and a file of texts, one per line, or a folder of POM
 * files (made up texts when left out).
 */
public final class EncoderBenchmark {

    private EncoderBenchmark() {}

    /** Runs the benchmark and prints a table. */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2500;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        int threads = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 2;
        List<String> texts = Texts.of(arguments.length > 3 ? arguments[3] : null, count);

        try (TextEncoder encoder = Encoders.bundledMiniLm(threads);
                PlainRuns plain = new PlainRuns(threads)) {
            long[][] sorted = plain.sortedTokens(texts);
            System.out.printf(
                    Locale.ROOT,
                    "%d texts, %.1f tokens each, %d threads%n",
                    count,
                    Arrays.stream(sorted).mapToInt(ids -> ids.length).average().orElse(0),
                    threads);
            System.out.println("round     ours    naive    raw/8   raw/32   (texts/s)   resident MiB");
            double[][] speeds = new double[4][rounds];
            for (int r = 0; r < rounds; r++) {
                speeds[0][r] = speed(count, () -> encoder.encode(texts, EncodingMonitor.SILENT));
                speeds[1][r] = speed(count, () -> plain.naive(texts, 32));
                speeds[2][r] = speed(count, () -> plain.raw(sorted, 8));
                speeds[3][r] = speed(count, () -> plain.raw(sorted, 32));
                print(Integer.toString(r + 1), speeds[0][r], speeds[1][r], speeds[2][r], speeds[3][r]);
            }
            double ours = median(speeds[0]);
            double naive = median(speeds[1]);
            double raw = Math.max(median(speeds[2]), median(speeds[3]));
            print("median", ours, naive, median(speeds[2]), median(speeds[3]));
            System.out.printf(Locale.ROOT, "ours / naive = %.2f   ours / raw = %.2f%n", ours / naive, ours / raw);
        }
    }

    private static void print(String round, double... speeds) throws IOException {
        System.out.printf(
                Locale.ROOT,
                "%-6s %7.0f  %7.0f  %7.0f  %7.0f               %6d%n",
                round,
                speeds[0],
                speeds[1],
                speeds[2],
                speeds[3],
                residentMebibytes());
    }

    private static double speed(int texts, Callable<?> work) throws Exception {
        long before = System.nanoTime();
        work.call();
        return texts * 1e9 / (System.nanoTime() - before);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Heap and native memory that the process holds; 0 where the system does not tell. */
    static long residentMebibytes() throws IOException {
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
