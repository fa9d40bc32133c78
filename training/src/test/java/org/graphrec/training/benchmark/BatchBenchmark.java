// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.graphrec.training.Monitor;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.RankingPolicy;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.ServedModel;

/**
 * Fits to amazon-beauty with the titles, and recommends 20 items to all users: in blocks as {@code rec.recommend.stream} does, and one
 * after the other to some, in turns.
 *
 * <p>Run as {@link GowallaBenchmark} is, with {@code -Drec.vectors=FOLDER}, which has the vectors of the titles in {@code beauty.f32}.
 */
final class BatchBenchmark {

    private static final int K = 20;

    private static final int BLOCK = 512;

    private static final int TURNS = 3;

    /** One after the other. */
    private static final int SINGLE = 1_000;

    private BatchBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        TextData data = TextData.beauty();
        Fit fit = BenchmarkRun.fit(data.train(), data.features());
        Matrix unit = Vectors.unitRows(data.features());
        ServedModel served = ServedModel.of(fit.model(), Popularity.of(data.train()), StackedMatrix.of(unit));
        BatchRecommender recommender = new BatchRecommender(
                served, RankingPolicy.SCORE, BenchmarkRun.options().concurrency());
        List<Request> requests = IntStream.range(0, data.train().users())
                .mapToObj(user -> Request.of(data.train().history(user), K))
                .toList();
        for (int turn = 0; turn < TURNS; turn++) {
            time("in blocks", requests.size(), () -> {
                for (int from = 0; from < requests.size(); from += BLOCK) {
                    recommender.recommend(
                            requests.subList(from, Math.min(from + BLOCK, requests.size())), Monitor.SILENT);
                }
            });
            time("one by one", SINGLE, () -> requests.subList(0, SINGLE).forEach(recommender::recommend));
        }
    }

    private static void time(String name, int users, Runnable work) {
        long start = System.nanoTime();
        double cpu = cpuSeconds();
        work.run();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f users/s, %.0f for each second of CPU%n",
                name,
                users / ((System.nanoTime() - start) / 1e9),
                users / (cpuSeconds() - cpu));
    }

    private static double cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1e3;
    }
}
