// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.graph.Interactions;

/**
 * Fits on the training part of a split of MovieLens 1M and measures NDCG@10 on its test part, once; ratings are not used.
 *
 * <p>As in the evaluation of Sachdeva et al., "Infinite Recommendation Networks" (2022): the model learns from the training
 * part, and recommends for histories of the training and validation parts, whose items are left out of the ranking. Run as
 * {@link GowallaBenchmark} is.
 */
final class MovieLensBenchmark {

    private final Map<String, Integer> items = new HashMap<>();
    private final Map<String, List<int[]>> parts = new HashMap<>();
    private int users;

    private MovieLensBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        MovieLensBenchmark data = new MovieLensBenchmark();
        List<String> lines = Files.readAllLines(BenchmarkRun.folder("ml-1m").resolve("interactions.tsv"));
        lines.stream().skip(1).forEach(data::add);
        BenchmarkRun.run(data.part("train"), data.part("train", "val"), data.part("test"), 10);
    }

    /** A line is "user item rating split". */
    private void add(String line) {
        String[] fields = line.split("\t", -1);
        int user = Integer.parseInt(fields[0]);
        users = Math.max(users, user + 1);
        int item = items.computeIfAbsent(fields[1], id -> items.size());
        parts.computeIfAbsent(fields[3], name -> new ArrayList<>()).add(new int[] {user, item});
    }

    private Interactions part(String... names) {
        List<int[]> pairs = new ArrayList<>();
        for (String name : names) {
            pairs.addAll(parts.get(name));
        }
        int[] userOf = pairs.stream().mapToInt(pair -> pair[0]).toArray();
        int[] itemOf = pairs.stream().mapToInt(pair -> pair[1]).toArray();
        return Interactions.of(users, items.size(), userOf, itemOf, null, null);
    }
}
