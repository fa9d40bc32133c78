package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.graph.Interactions;

/**
 * The training parts of the data sets, without times; where none is published, nine tenths of all interactions. Weights are read
 * where the name ends in {@code :weighted}.
 */
final class TrainingPart {
    private static final String WEIGHTED = ":weighted";

    private TrainingPart() {}

    static Interactions read(String name) throws IOException {
        boolean weighted = name.endsWith(WEIGHTED);
        String plain = weighted ? name.substring(0, name.length() - WEIGHTED.length()) : name;
        Path folder = BenchmarkRun.folder(plain);
        return switch (plain) {
            case "gowalla", "amazon-book-kgat", "taobao" -> lists(folder.resolve("train.txt"));
            case "ml-1m" -> trainRows(folder.resolve("interactions.tsv"), weighted);
            case "lastfm-hin" -> mostOf(folder.resolve("user_artist.dat"), weighted);
            case "movielens-hin" -> mostOf(folder.resolve("user_movie.dat"), weighted);
            default -> throw new IllegalArgumentException("There is no data set `" + name + "`.");
        };
    }

    private static Interactions lists(Path file) throws IOException {
        List<String[]> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.trim().split(" +", -1);
            for (int i = 1; i < parts.length; i++) {
                pairs.add(new String[] {parts[0], parts[i]});
            }
        }
        return interactions(pairs, false);
    }

    private static Interactions trainRows(Path file, boolean weighted) throws IOException {
        List<String[]> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", -1);
            if (parts[3].equals("train")) {
                pairs.add(parts);
            }
        }
        return interactions(pairs, weighted);
    }

    private static Interactions mostOf(Path file, boolean weighted) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String[]> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (random.nextInt(10) > 0) {
                pairs.add(line.trim().split("\t", -1));
            }
        }
        return interactions(pairs, weighted);
    }

    private static Interactions interactions(List<String[]> pairs, boolean weighted) {
        Map<String, Integer> users = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        int[] userOf = new int[pairs.size()];
        int[] itemOf = new int[pairs.size()];
        float[] weights = weighted ? new float[userOf.length] : null;
        for (int i = 0; i < userOf.length; i++) {
            userOf[i] = users.computeIfAbsent(pairs.get(i)[0], key -> users.size());
            itemOf[i] = items.computeIfAbsent(pairs.get(i)[1], key -> items.size());
            if (weighted) {
                weights[i] = Float.parseFloat(pairs.get(i)[2]);
            }
        }
        return Interactions.of(users.size(), items.size(), userOf, itemOf, weights, null);
    }
}
