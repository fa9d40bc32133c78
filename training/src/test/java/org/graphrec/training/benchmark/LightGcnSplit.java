// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.graph.Interactions;

/**
 * The split published with LightGCN: {@code train.txt} and {@code test.txt}, one line per user, "user item item ...".
 *
 * @param train what may be learnt from
 * @param test what is to be predicted
 */
record LightGcnSplit(Interactions train, Interactions test) {

    /**
     * Reads a folder.
     *
     * @param ordered whether the order of a line is taken for the order in time
     */
    static LightGcnSplit read(Path folder, boolean ordered) throws IOException {
        List<int[]> train = lines(folder.resolve("train.txt"));
        List<int[]> test = lines(folder.resolve("test.txt"));
        int users = 0;
        int items = 0;
        for (List<int[]> part : List.of(train, test)) {
            for (int[] line : part) {
                users = Math.max(users, line[0] + 1);
                for (int i = 1; i < line.length; i++) {
                    items = Math.max(items, line[i] + 1);
                }
            }
        }
        return new LightGcnSplit(interactions(users, items, train, ordered), interactions(users, items, test, false));
    }

    private static List<int[]> lines(Path file) throws IOException {
        List<int[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String[] parts = line.trim().split(" ", -1);
            int[] numbers = new int[parts.length];
            for (int i = 0; i < parts.length; i++) {
                numbers[i] = Integer.parseInt(parts[i]);
            }
            lines.add(numbers);
        }
        return lines;
    }

    private static Interactions interactions(int users, int items, List<int[]> lines, boolean ordered) {
        int size = lines.stream().mapToInt(line -> line.length - 1).sum();
        int[] userOf = new int[size];
        int[] itemOf = new int[size];
        double[] times = ordered ? new double[size] : null;
        int position = 0;
        for (int[] line : lines) {
            for (int i = 1; i < line.length; i++) {
                userOf[position] = line[0];
                itemOf[position] = line[i];
                if (ordered) {
                    times[position] = i;
                }
                position++;
            }
        }
        return Interactions.of(users, items, userOf, itemOf, null, times);
    }
}
