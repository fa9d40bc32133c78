// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/**
 * Interactions to learn from and to predict.
 *
 * @param train what may be learned from
 * @param seen the histories to recommend for, whose items are left out of the ranking
 * @param test what is to be predicted
 * @param features vectors of the items' texts; null when none were given
 */
record Split(Interactions train, Interactions seen, Interactions test, Matrix features) {

    /** The folder of a data set under {@code -Drec.data}, by default {@code ../shared/data} beside the checkout. */
    private static Path folder(String name) {
        return Path.of(System.getProperty("rec.data", "../../shared/data"), name);
    }

    static Split of(String name) throws IOException {
        return name.equals("ml-1m") ? movieLens() : beauty();
    }

    /** Sequences of amazon-beauty: the last item of each is the test. */
    private static Split beauty() throws IOException {
        List<int[]> train = new ArrayList<>();
        List<int[]> test = new ArrayList<>();
        int users = 0;
        int items = 0;
        for (String line : Files.readAllLines(folder("amazon-beauty").resolve("sequences.txt"))) {
            String[] fields = line.trim().split(" ", -1);
            for (int i = 1; i < fields.length; i++) {
                int item = Integer.parseInt(fields[i]) - 1;
                items = Math.max(items, item + 1);
                (i == fields.length - 1 ? test : train).add(new int[] {users, item, i});
            }
            users++;
        }
        Interactions seen = interactions(users, items, train, true);
        return new Split(seen, seen, interactions(users, items, test, true), features(items));
    }

    /** MovieLens 1M, split as given; items in the order of movies.dat. */
    private static Split movieLens() throws IOException {
        Map<String, Integer> items = new HashMap<>();
        for (String line : Files.readAllLines(folder("ml-1m").resolve("movies.dat"), StandardCharsets.ISO_8859_1)) {
            items.put(line.substring(0, line.indexOf("::")), items.size());
        }
        Map<String, List<int[]>> parts = new HashMap<>();
        int users = 0;
        List<String> lines = Files.readAllLines(folder("ml-1m").resolve("interactions.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            int user = Integer.parseInt(fields[0]);
            users = Math.max(users, user + 1);
            parts.computeIfAbsent(fields[3], part -> new ArrayList<>()).add(new int[] {user, items.get(fields[1]), 0});
        }
        List<int[]> seen = new ArrayList<>(parts.get("train"));
        seen.addAll(parts.get("val"));
        return new Split(
                interactions(users, items.size(), parts.get("train"), false),
                interactions(users, items.size(), seen, false),
                interactions(users, items.size(), parts.get("test"), false),
                features(items.size()));
    }

    private static Interactions interactions(int users, int items, List<int[]> rows, boolean timed) {
        return Interactions.of(
                users,
                items,
                rows.stream().mapToInt(row -> row[0]).toArray(),
                rows.stream().mapToInt(row -> row[1]).toArray(),
                null,
                timed ? rows.stream().mapToDouble(row -> row[2]).toArray() : null);
    }

    /** Little-endian floats from the file {@code -Drec.features}, item after item. */
    private static Matrix features(int items) throws IOException {
        String file = System.getProperty("rec.features");
        if (file == null) {
            return null;
        }
        byte[] bytes = Files.readAllBytes(Path.of(file));
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Matrix(items, values.length / items, values);
    }
}
