// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraphArchitecture;
import org.graphrec.training.architecture.itemgraph.PairSource;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Whether executors compute, to the last bit, the models that the plugin computes, on published splits: gowalla, and amazon-beauty with
 * times and with vectors of its titles. Arguments: the folder with the data. Ends with an error where a bit differs.
 */
public final class SameBitsBenchmark {
    private static final int DIMENSION = 64;
    private static final int RANK = 32;
    private static final TrainingOptions OPTIONS = new TrainingOptions(0.1, 100, RANK, 42, 2);

    private SameBitsBenchmark() {}

    /** What is learned from; vectors may be null. */
    private record Data(String name, Interactions interactions, Matrix vectors, Map<String, Object> parameters) {}

    /** Compares each data set on one, two and four executors. */
    public static void main(String[] words) throws IOException {
        Path folder = Path.of(words[0]);
        List<Data> all = List.of(gowalla(folder.resolve("gowalla")), beauty(folder.resolve("amazon-beauty")));
        Map<String, String> expected = new HashMap<>();
        for (Data data : all) {
            PairSource held = ItemGraphArchitecture.held(data.interactions(), OPTIONS.concurrency(), Monitor.SILENT);
            expected.put(data.name(), tell(data, "one process", held));
        }
        int different = 0;
        for (int executors : new int[] {1, 2, 4}) {
            JavaSparkContext spark = ClusterOfProcesses.start(executors);
            for (Data data : all) {
                List<String> digests = new ArrayList<>();
                for (int partitions : new int[] {1, 3, 16}) {
                    String where = " of " + partitions + " partitions on " + executors + " executors";
                    digests.add(tell(
                            data,
                            "broadcast" + where,
                            new BroadcastPairs(spark, data.interactions(), partitions, Monitor.SILENT)));
                    digests.add(tell(
                            data,
                            "shuffle" + where,
                            new ShuffledPairs(
                                    spark,
                                    SmallGraph.spread(spark, data.interactions(), partitions),
                                    partitions,
                                    Monitor.SILENT)));
                }
                digests.removeIf(expected.get(data.name())::equals);
                different += digests.size();
            }
            spark.stop();
        }
        System.out.println(different == 0 ? "All have the same bits." : different + " differ.");
        if (different > 0) {
            throw new IllegalStateException(different + " models differ");
        }
    }

    private static String tell(Data data, String way, PairSource source) {
        long start = System.nanoTime();
        Model model = ItemGraphArchitecture.fit(source, data.vectors(), data.parameters(), OPTIONS, Monitor.SILENT);
        String digest = ModelTensors.digest(model, null);
        System.out.printf(
                Locale.ROOT, "%-14s %s  %6.1f s  %s%n", data.name(), digest, (System.nanoTime() - start) / 1e9, way);
        return digest;
    }

    private static Map<String, Object> parameters(double userExponent, double textWeight, double recencyDecay) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("sourceExponent", 0.7);
        parameters.put("targetExponent", 0.3);
        parameters.put("userExponent", userExponent);
        parameters.put("spectralExponent", 0.4);
        parameters.put("spectralWeight", 0.3);
        parameters.put("rank", (long) RANK);
        parameters.put("damping", 0.1);
        parameters.put("textWeight", textWeight);
        parameters.put("textPower", 4.0);
        parameters.put("topK", 100L);
        parameters.put("recencyDecay", recencyDecay);
        parameters.put("weighted", false);
        return parameters;
    }

    private static Data gowalla(Path folder) throws IOException {
        return new Data(
                "gowalla",
                interactions(Files.readAllLines(folder.resolve("train.txt")), false),
                null,
                parameters(0.5, 0, 0));
    }

    private static Data beauty(Path folder) throws IOException {
        Interactions interactions = interactions(Files.readAllLines(folder.resolve("sequences.txt")), true);
        Matrix vectors = new Matrix(interactions.items(), DIMENSION);
        List<String> rows = Files.readAllLines(folder.resolve("items.tsv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split("\t", -1);
            int item = Integer.parseInt(cells[0]);
            if (item < interactions.items()) {
                hash(cells[2], vectors, item);
            }
        }
        return new Data("amazon-beauty", interactions, Vectors.unitRows(vectors), parameters(1, 0.4, 0.1));
    }

    /** Each word of a text counts in one of the dimensions, for or against. */
    private static void hash(String text, Matrix vectors, int item) {
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            int place = Math.floorMod(word.hashCode(), 2 * DIMENSION);
            vectors.values()[vectors.offset(item) + place / 2] += place % 2 == 0 ? 1 : -1;
        }
    }

    /** Lines of a user and the user's items, which are in the order of time where there are times. */
    private static Interactions interactions(List<String> lines, boolean timed) {
        List<int[]> pairs = new ArrayList<>();
        for (String line : lines) {
            String[] words = line.strip().split(" ", -1);
            for (int place = 1; place < words.length; place++) {
                if (!words[place].isEmpty()) {
                    pairs.add(new int[] {Integer.parseInt(words[0]), Integer.parseInt(words[place]), place});
                }
            }
        }
        int users = pairs.stream().mapToInt(pair -> pair[0] + 1).max().orElseThrow();
        int items = pairs.stream().mapToInt(pair -> pair[1] + 1).max().orElseThrow();
        return Interactions.of(
                users,
                items,
                pairs.stream().mapToInt(pair -> pair[0]).toArray(),
                pairs.stream().mapToInt(pair -> pair[1]).toArray(),
                null,
                timed ? pairs.stream().mapToDouble(pair -> pair[2]).toArray() : null);
    }
}
