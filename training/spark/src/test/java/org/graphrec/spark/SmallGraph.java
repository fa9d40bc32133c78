// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;

/** Users of a few tastes with weights and times, popular items and cold ones, and vectors that go with the tastes. */
final class SmallGraph {
    static final int USERS = 400;
    static final int ITEMS = 150;
    static final int TASTES = 5;
    private static final int WARM = 145;

    private SmallGraph() {}

    static Interactions interactions(boolean weighted) {
        SplittableRandom random = new SplittableRandom(11);
        List<int[]> pairs = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            int size = 3 + random.nextInt(20);
            for (int i = 0; i < size; i++) {
                int popular = (int) (WARM * Math.pow(random.nextDouble(), 1.7));
                int item = random.nextDouble() < 0.75 ? popular / TASTES * TASTES + user % TASTES : popular;
                pairs.add(new int[] {user, Math.min(WARM - 1, item)});
            }
        }
        int[] users = pairs.stream().mapToInt(pair -> pair[0]).toArray();
        int[] items = pairs.stream().mapToInt(pair -> pair[1]).toArray();
        float[] weights = new float[users.length];
        double[] times = new double[users.length];
        for (int edge = 0; edge < users.length; edge++) {
            weights[edge] = 1 + random.nextInt(4);
            times[edge] = random.nextInt(1_000);
        }
        return Interactions.of(USERS, ITEMS, users, items, weighted ? weights : null, weighted ? times : null);
    }

    static Matrix vectors() {
        SplittableRandom random = new SplittableRandom(12);
        Matrix vectors = new Matrix(ITEMS, 8);
        for (int item = 0; item < ITEMS; item++) {
            for (int d = 0; d < 8; d++) {
                vectors.values()[vectors.offset(item) + d] =
                        (float) ((item % TASTES == d ? 1 : 0) + 0.3 * random.nextDouble());
            }
        }
        return Vectors.unitRows(vectors);
    }

    /** The same, spread over ranges of users as if it had been read. */
    static SpreadHistories spread(JavaSparkContext spark, Interactions all, int partitions) {
        List<IdRange> ranges = IdRange.split(0, all.users(), partitions);
        List<HistorySlice> parts = ranges.stream()
                .map(range -> part(all, (int) range.from(), (int) range.to()))
                .toList();
        return SpreadHistories.of(
                spark.parallelize(parts, parts.size()).cache(), all.items(), all.weighted(), all.timed());
    }

    private static HistorySlice part(Interactions all, int from, int to) {
        int first = all.byUser().offsets()[from];
        int size = all.byUser().offsets()[to] - first;
        int[] users = new int[size];
        for (int user = from; user < to; user++) {
            Arrays.fill(
                    users, all.byUser().offsets()[user] - first, all.byUser().offsets()[user + 1] - first, user - from);
        }
        int[] items = Arrays.copyOfRange(all.byUser().targets(), first, first + size);
        float[] weights = all.weighted() ? new float[size] : null;
        double[] times = all.timed() ? new double[size] : null;
        for (int edge = 0; edge < size; edge++) {
            if (weights != null) {
                weights[edge] = all.byUser().weight(first + edge);
            }
            if (times != null) {
                times[edge] = all.time(first + edge);
            }
        }
        long[] ids = new long[to - from];
        Arrays.setAll(ids, user -> from + user);
        Interactions part = Interactions.of(to - from, all.items(), users, items, weights, times);
        return HistorySlice.of(ids, part, new HistorySlice.Counts(size, 0, 0, 0));
    }
}
