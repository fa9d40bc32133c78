// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.rating.RatingFit;
import org.graphrec.training.rating.RatingMetrics;
import org.graphrec.training.rating.RatingTrainer;
import org.graphrec.training.tune.TrainingOptions;

/**
 * RMSE and MAE of predicted ratings by five-fold cross-validation, the folds drawn with seed 0. Within each fold everything is
 * chosen on a tenth of its training part; its test part is measured once.
 *
 * <p>Run as {@link GowallaBenchmark} is, with the folders of the data as arguments, by default all three. The property
 * {@code rec.vectors} names a folder with files like {@code ml-100k.vec}: lines "item, tab, numbers"; without it no texts are
 * used. The property {@code rec.folds} says how many folds are run, by default all. With {@code -Drec.split=BLOCKS} the
 * folds are blocks of lines instead, which for MovieLens 100K are its published splits u1 to u5; with {@code ITEMS} whole items
 * are held out.
 */
final class RatingBenchmark {

    private static final int FOLDS = 5;

    private RatingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        String[] names = arguments.length > 0 ? arguments : new String[] {"ml-100k", "ml-latest-small", "ml-1m"};
        for (String name : names) {
            Path folder = BenchmarkRun.folder(name);
            Path file = folder.resolve("ratings.csv");
            RatingData data = new RatingData(
                    Files.exists(file) ? file : folder.resolve("interactions.tsv"),
                    FOLDS,
                    RatingData.Split.valueOf(System.getProperty("rec.split", "RANDOM")),
                    0);
            String vectors = System.getProperty("rec.vectors");
            run(name, data, vectors == null ? null : data.vectors(Path.of(vectors, name + ".vec")));
        }
    }

    private static void run(String name, RatingData data, Matrix vectors) {
        int folds = Integer.getInteger("rec.folds", FOLDS);
        double rmse = 0;
        double mae = 0;
        for (int fold = 0; fold < folds; fold++) {
            Interactions train = data.train(fold);
            long start = System.nanoTime();
            long cpu = cpuMillis();
            RatingFit fit = RatingTrainer.fit(train, vectors, TrainingOptions.defaults(), Monitor.SILENT);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (cpuMillis() - cpu) / 1e3;
            if (fold == 0) {
                fit.trials().forEach(System.out::println);
            }
            RatingMetrics measured = RatingMetrics.evaluate(fit.model(), train, data.test(fold), 2, Monitor.SILENT);
            rmse += measured.rmse() / folds;
            mae += measured.mae() / folds;
            System.out.printf(
                    Locale.ROOT,
                    "%s fold %d  RMSE %.4f  MAE %.4f  holdout %s  fit %.1f s (CPU %.1f s)  %s%n",
                    name,
                    fold + 1,
                    measured.rmse(),
                    measured.mae(),
                    fit.metrics(),
                    seconds,
                    cpuSeconds,
                    fit.model().parameters());
        }
        System.out.printf(
                Locale.ROOT,
                "%s %s  mean of %d folds  RMSE %.4f  MAE %.4f%n",
                name,
                vectors == null ? "without text" : "with text",
                folds,
                rmse,
                mae);
    }

    private static long cpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }
}
