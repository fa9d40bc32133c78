// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/**
 * Fits on the sequences of amazon-beauty without their last items, and measures HR@10 and NDCG@10 on those, once: all items not
 * in the history are ranked, and half of the ties rank before.
 *
 * <p>Run as {@link GowallaBenchmark} is, with {@code -Drec.features=FILE}: the vectors of the titles as little-endian floats, item
 * after item. Without it, the graph is all there is. With {@code -Drec.earlier=1}, sequences end one item earlier, so that what
 * is tried out is not judged by the test.
 */
final class BeautyBenchmark {

    private static final int K = 10;

    private BeautyBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        int earlier = Integer.getInteger("rec.earlier", 0);
        List<int[]> whole = Files.readAllLines(
                        BenchmarkRun.folder("amazon-beauty").resolve("sequences.txt"))
                .stream()
                .map(line -> Arrays.stream(line.trim().split(" ", -1))
                        .skip(1)
                        .mapToInt(item -> Integer.parseInt(item) - 1)
                        .toArray())
                .toList();
        int items = 1 + whole.stream().flatMapToInt(Arrays::stream).max().orElseThrow();
        List<int[]> sequences = whole.stream()
                .map(sequence -> Arrays.copyOf(sequence, sequence.length - earlier))
                .toList();
        int size = sequences.stream().mapToInt(sequence -> sequence.length - 1).sum();
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        double[] times = new double[size];
        int position = 0;
        for (int user = 0; user < sequences.size(); user++) {
            for (int i = 0; i < sequences.get(user).length - 1; i++) {
                userOf[position] = user;
                itemOf[position] = sequences.get(user)[i];
                times[position++] = i;
            }
        }
        Interactions train = Interactions.of(sequences.size(), items, userOf, itemOf, null, times);
        Fit fit = BenchmarkRun.fit(train, features(items));
        if (BenchmarkRun.testing()) {
            measure(fit, train, sequences);
        }
    }

    private static void measure(Fit fit, Interactions train, List<int[]> sequences) {
        float[] scores = new float[train.items()];
        double hits = 0;
        double gain = 0;
        for (int user = 0; user < sequences.size(); user++) {
            int[] sequence = sequences.get(user);
            fit.model().score(train.history(user), scores);
            int target = sequence[sequence.length - 1];
            float own = scores[target];
            for (int i = 0; i < sequence.length - 1; i++) {
                scores[sequence[i]] = Float.NaN;
            }
            double before = -0.5; // the target equals itself
            for (float score : scores) {
                before += score > own ? 1 : score == own ? 0.5 : 0;
            }
            if (before < K) {
                hits++;
                gain += Math.log(2) / Math.log(before + 2);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "HR@%d %.4f  NDCG@%d %.4f  users %d%n",
                K,
                hits / sequences.size(),
                K,
                gain / sequences.size(),
                sequences.size());
    }

    private static Matrix features(int items) throws IOException {
        String file = System.getProperty("rec.features");
        if (file == null) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(Path.of(file))).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(values);
        return new Matrix(items, values.length / items, values);
    }
}
