// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.Architecture;
import org.graphrec.training.architecture.vectors.ItemVectors;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.model.EpochReport;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trial;

/**
 * Fits the trained item vectors and measures each on its test part, once. Run as {@link GowallaBenchmark} is, with the
 * arguments {@code gowalla|ml-1m|beauty lightgcn|textgcn [seed]}, and {@code -Drec.vectors} naming the folder of
 * {@code beauty.f32} and {@code ml1m.f32}. With {@code -Drec.test=false} it prints what the holdout says and stops.
 */
final class VectorsBenchmark {

    private VectorsBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Architecture architecture = Architectures.of(arguments[1]);
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : 42;
        switch (arguments[0]) {
            case "gowalla" -> {
                LightGcnSplit split = LightGcnSplit.read(BenchmarkRun.folder("gowalla"), false);
                run(split.train(), split.train(), split.test(), null, 20, architecture, seed);
            }
            case "ml-1m" -> {
                TextData data = TextData.movieLens();
                run(data.train(), data.seen(), data.test(), data.features(), 10, architecture, seed);
            }
            case "beauty" -> {
                TextData data = TextData.beauty();
                run(data.train(), data.seen(), data.test(), data.features(), 10, architecture, seed);
            }
            default -> throw new IllegalArgumentException("No data `" + arguments[0] + "`.");
        }
    }

    private static void run(
            Interactions train,
            Interactions seen,
            Interactions test,
            Matrix features,
            int k,
            Architecture architecture,
            long seed) {
        TrainingOptions options = new TrainingOptions(0.1, 100, 512, seed, 2);
        PrintingMonitor monitor = new PrintingMonitor();
        long start = System.nanoTime();
        Fit fit = Trainer.fit(architecture, train, features, options, monitor);
        monitor.end();
        double seconds = (System.nanoTime() - start) / 1e9;
        for (Trial trial : fit.trials()) {
            System.out.printf(
                    Locale.ROOT,
                    "holdout ndcg@20 %.4f recall@20 %.4f %6.1f s %s%n",
                    trial.ndcg(),
                    trial.recall(),
                    trial.seconds(),
                    trial.parameters());
        }
        for (EpochReport epoch : ((ItemVectors) fit.model()).epochs()) {
            System.out.printf(Locale.ROOT, "epoch %d loss %.4f%n", epoch.epoch(), epoch.loss());
        }
        System.out.printf(
                Locale.ROOT,
                "seed %d fit %.1f s, CPU so far %d s, chosen %s%n",
                seed,
                seconds,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toSeconds(),
                fit.model().parameters());
        if (!"false".equals(System.getProperty("rec.test"))) {
            RankingReport report = RankingEvaluation.evaluate(fit.model()::score, seen, test, k, 2, Monitor.SILENT);
            System.out.printf(
                    Locale.ROOT,
                    "TEST Recall@%d %.4f NDCG@%d %.4f HR@%d %.4f%n",
                    k,
                    report.recall(),
                    k,
                    report.ndcg(),
                    k,
                    report.hitRate());
        }
    }
}
