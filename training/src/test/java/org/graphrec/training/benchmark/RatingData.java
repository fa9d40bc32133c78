// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;

/** Ratings from a file of lines "user item rating ...", after a header, apart by commas or tabs; split into folds by a seed. */
final class RatingData {

    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Integer> items = new HashMap<>();
    private final int[] userOf;
    private final int[] itemOf;
    private final float[] ratings;
    private final int[] foldOf;

    /** How lines are put into folds. */
    enum Split {
        /** Each at random. */
        RANDOM,
        /** Blocks of lines of equal size. */
        BLOCKS,
        /** All lines of an item together, items at random: what is tested has no rating at training. */
        ITEMS
    }

    RatingData(Path file, int folds, Split split, long seed) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int size = lines.size() - 1;
        userOf = new int[size];
        itemOf = new int[size];
        ratings = new float[size];
        foldOf = new int[size];
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < size; i++) {
            String[] fields = lines.get(i + 1).split("[,\t]", -1);
            userOf[i] = users.computeIfAbsent(fields[0], id -> users.size());
            itemOf[i] = items.computeIfAbsent(fields[1], id -> items.size());
            ratings[i] = Float.parseFloat(fields[2]);
            foldOf[i] = switch (split) {
                case RANDOM -> random.nextInt(folds);
                case BLOCKS -> (int) ((long) i * folds / size);
                case ITEMS -> new SplittableRandom(seed + itemOf[i]).nextInt(folds);
            };
        }
    }

    Interactions train(int fold) {
        return part(edge -> foldOf[edge] != fold);
    }

    Interactions test(int fold) {
        return part(edge -> foldOf[edge] == fold);
    }

    /** Times are left out: the folds are random in time, and so is what the trainer then holds out. */
    private Interactions part(IntPredicate taken) {
        int[] edges = IntStream.range(0, ratings.length).filter(taken).toArray();
        int[] partUsers = Arrays.stream(edges).map(edge -> userOf[edge]).toArray();
        int[] partItems = Arrays.stream(edges).map(edge -> itemOf[edge]).toArray();
        float[] partRatings = new float[edges.length];
        for (int i = 0; i < edges.length; i++) {
            partRatings[i] = ratings[edges[i]];
        }
        return Interactions.of(users.size(), items.size(), partUsers, partItems, partRatings, null);
    }

    /** Item vectors from lines "item, tab, numbers apart by spaces"; an item without a line has zeros. */
    Matrix vectors(Path file) throws IOException {
        Matrix matrix = null;
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split("\t", -1);
            String[] numbers = fields[1].split(" ", -1);
            if (matrix == null) {
                matrix = new Matrix(items.size(), numbers.length);
            }
            Integer item = items.get(fields[0]);
            for (int d = 0; item != null && d < numbers.length; d++) {
                matrix.values()[matrix.offset(item) + d] = Float.parseFloat(numbers[d]);
            }
        }
        return matrix;
    }
}
