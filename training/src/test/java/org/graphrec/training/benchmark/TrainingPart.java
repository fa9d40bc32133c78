// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;

/**
 * The training parts of the data sets; where none is published, all interactions, or nine tenths where they have no order. Weights are
 * read where the name ends in {@code :weighted}.
 */
final class TrainingPart {
    private static final String WEIGHTED = ":weighted";

    private TrainingPart() {}

    /**
     * Reads a training part.
     *
     * @param timed whether the order of lists, or the time of a rating, is read
     */
    static Interactions read(String name, boolean timed) throws IOException {
        boolean weighted = name.endsWith(WEIGHTED);
        String plain = weighted ? name.substring(0, name.length() - WEIGHTED.length()) : name;
        Path folder = BenchmarkRun.folder(plain);
        return switch (plain) {
            case "gowalla", "amazon-book-kgat", "taobao" -> lists(folder.resolve("train.txt"), timed);
            case "amazon-beauty" -> lists(folder.resolve("sequences.txt"), timed);
            case "ml-100k", "ml-latest-small" -> ratings(folder.resolve("ratings.csv"), weighted, timed);
            case "ml-1m" -> trainRows(folder.resolve("interactions.tsv"), weighted);
            case "lastfm-hin" -> mostOf(folder.resolve("user_artist.dat"), weighted);
            case "movielens-hin" -> mostOf(folder.resolve("user_movie.dat"), weighted);
            default -> throw new IllegalArgumentException("There is no data set `" + name + "`.");
        };
    }

    /** The same interactions, in no order. */
    static Interactions withoutTimes(Interactions timed) {
        Csr byUser = timed.byUser();
        int[] userOf = new int[byUser.edges()];
        float[] weights = byUser.weighted() ? new float[userOf.length] : null;
        for (int user = 0; user < byUser.rows(); user++) {
            Arrays.fill(userOf, byUser.offsets()[user], byUser.offsets()[user + 1], user);
        }
        for (int edge = 0; weights != null && edge < weights.length; edge++) {
            weights[edge] = byUser.weight(edge);
        }
        return Interactions.of(
                timed.users(), timed.items(), userOf, byUser.targets().clone(), weights, null);
    }

    private static Interactions ratings(Path file, boolean weighted, boolean timed) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (Character.isDigit(line.charAt(0))) {
                rows.add(line.split(",", -1));
            }
        }
        return interactions(rows, weighted, timed);
    }

    private static Interactions lists(Path file, boolean timed) throws IOException {
        List<String[]> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.trim().split(" +", -1);
            for (int i = 1; i < parts.length; i++) {
                pairs.add(new String[] {parts[0], parts[i], "1", String.valueOf(i)});
            }
        }
        return interactions(pairs, false, timed);
    }

    private static Interactions trainRows(Path file, boolean weighted) throws IOException {
        List<String[]> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.split("\t", -1);
            if (parts[3].equals("train")) {
                pairs.add(parts);
            }
        }
        return interactions(pairs, weighted, false);
    }

    private static Interactions mostOf(Path file, boolean weighted) throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String[]> pairs = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (random.nextInt(10) > 0) {
                pairs.add(line.trim().split("\t", -1));
            }
        }
        return interactions(pairs, weighted, false);
    }

    private static Interactions interactions(List<String[]> pairs, boolean weighted, boolean timed) {
        Map<String, Integer> users = new HashMap<>();
        Map<String, Integer> items = new HashMap<>();
        int[] userOf = new int[pairs.size()];
        int[] itemOf = new int[pairs.size()];
        float[] weights = weighted ? new float[userOf.length] : null;
        double[] times = timed ? new double[userOf.length] : null;
        for (int i = 0; i < userOf.length; i++) {
            userOf[i] = users.computeIfAbsent(pairs.get(i)[0], key -> users.size());
            itemOf[i] = items.computeIfAbsent(pairs.get(i)[1], key -> items.size());
            if (weighted) {
                weights[i] = Float.parseFloat(pairs.get(i)[2]);
            }
            if (timed) {
                times[i] = Double.parseDouble(pairs.get(i)[3]);
            }
        }
        return Interactions.of(users.size(), items.size(), userOf, itemOf, weights, times);
    }
}
