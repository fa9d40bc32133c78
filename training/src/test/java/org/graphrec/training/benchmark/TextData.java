// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

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
 * Interactions whose items have texts.
 *
 * @param train what may be learnt from
 * @param seen the histories to recommend for
 * @param test what is to be predicted
 * @param features vectors of the texts
 */
record TextData(Interactions train, Interactions seen, Interactions test, Matrix features) {

    /** Sequences of Amazon Beauty: the last item of each is the test. */
    static TextData beauty() throws IOException {
        Matrix features = vectors("beauty.f32");
        List<int[]> train = new ArrayList<>();
        List<int[]> test = new ArrayList<>();
        int user = 0;
        for (String line :
                Files.readAllLines(BenchmarkRun.folder("amazon-beauty").resolve("sequences.txt"))) {
            String[] fields = line.trim().split(" ", -1);
            for (int i = 1; i < fields.length; i++) {
                int[] row = {user, Integer.parseInt(fields[i]) - 1, i};
                (i == fields.length - 1 ? test : train).add(row);
            }
            user++;
        }
        Interactions seen = interactions(user, features.rows(), train, true);
        return new TextData(seen, seen, interactions(user, features.rows(), test, true), features);
    }

    /** MovieLens 1M, split as given, items in the order of movies.dat. */
    static TextData movieLens() throws IOException {
        Matrix features = vectors("ml1m.f32");
        Map<String, Integer> items = new HashMap<>();
        for (String line :
                Files.readAllLines(BenchmarkRun.folder("ml-1m").resolve("movies.dat"), StandardCharsets.ISO_8859_1)) {
            items.put(line.substring(0, line.indexOf("::")), items.size());
        }
        Map<String, List<int[]>> parts = new HashMap<>();
        int users = 0;
        List<String> lines = Files.readAllLines(BenchmarkRun.folder("ml-1m").resolve("interactions.tsv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split("\t", -1);
            int user = Integer.parseInt(fields[0]);
            users = Math.max(users, user + 1);
            parts.computeIfAbsent(fields[3], name -> new ArrayList<>()).add(new int[] {user, items.get(fields[1]), 0});
        }
        List<int[]> seen = new ArrayList<>(parts.get("train"));
        seen.addAll(parts.get("val"));
        return new TextData(
                interactions(users, items.size(), parts.get("train"), false),
                interactions(users, items.size(), seen, false),
                interactions(users, items.size(), parts.get("test"), false),
                features);
    }

    /** Interactions from rows of user, item and time. */
    static Interactions interactions(int users, int items, List<int[]> rows, boolean timed) {
        return Interactions.of(
                users,
                items,
                rows.stream().mapToInt(row -> row[0]).toArray(),
                rows.stream().mapToInt(row -> row[1]).toArray(),
                null,
                timed ? rows.stream().mapToDouble(row -> row[2]).toArray() : null);
    }

    /** Little-endian floats, 384 a row, from the folder {@code -Drec.vectors}. */
    static Matrix vectors(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(System.getProperty("rec.vectors", "."), name));
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Matrix(values.length / 384, 384, values);
    }
}
