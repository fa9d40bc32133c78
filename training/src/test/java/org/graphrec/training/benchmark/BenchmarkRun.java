// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.nio.file.Path;
import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.registry.Architectures;
import org.graphrec.training.tune.TrainingOptions;
import org.graphrec.training.tune.Trial;

/**
 * Fits with the default options, measures on the test part once, and prints phases, trials and results.
 *
 * <p>{@code -Drec.architecture} and {@code -Drec.budget} change the options, and with {@code -Drec.holdout=true} the test part is
 * left alone: so that what is tried out is judged by the holdout.
 */
final class BenchmarkRun {

    private BenchmarkRun() {}

    /** A folder of the data named by {@code -Drec.data}, by default {@code ../shared/data} beside the checkout. */
    static Path folder(String name) {
        return Path.of(System.getProperty("rec.data", "../../shared/data"), name);
    }

    /** The options of all benchmarks. */
    static TrainingOptions options() {
        TrainingOptions defaults = TrainingOptions.defaults();
        return new TrainingOptions(
                        defaults.validationFraction(),
                        Integer.getInteger("rec.topK", defaults.topK()),
                        Integer.getInteger("rec.rank", defaults.rank()),
                        Long.getLong("rec.seed", defaults.randomSeed()),
                        Integer.getInteger("rec.concurrency", defaults.concurrency()))
                .withTimeBudgetSeconds(Double.parseDouble(
                        System.getProperty("rec.budget", String.valueOf(TrainingOptions.DEFAULT_TIME_BUDGET_SECONDS))));
    }

    /** Fits and prints what was tried. */
    static Fit fit(Interactions train, Matrix features) {
        PrintingMonitor monitor = new PrintingMonitor();
        long start = System.nanoTime();
        long cpu = cpuSeconds();
        Fit fit = Trainer.fit(
                Architectures.of(System.getProperty("rec.architecture", "auto")), train, features, options(), monitor);
        monitor.end();
        fit.trials().forEach(BenchmarkRun::print);
        System.out.printf(
                Locale.ROOT,
                "chosen %s %s%nholdout %s  fit %.1f s, CPU %d s%n",
                fit.model().architecture(),
                fit.model().parameters(),
                fit.metrics(),
                (System.nanoTime() - start) / 1e9,
                cpuSeconds() - cpu);
        return fit;
    }

    /** True when the test part may be looked at. */
    static boolean testing() {
        return !Boolean.getBoolean("rec.holdout");
    }

    /**
     * Runs and prints.
     *
     * @param train what to fit on
     * @param seen the histories to recommend for, and the items left out of the ranking
     * @param test what is to be predicted
     * @param k length of the lists
     */
    static void run(Interactions train, Interactions seen, Interactions test, int k) {
        Fit fit = fit(train, null);
        if (!testing()) {
            return;
        }
        long start = System.nanoTime();
        RankingReport report = RankingEvaluation.evaluate(fit.model()::score, seen, test, k, 1, Monitor.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "Recall@%d %.4f  NDCG@%d %.4f  users %d  %.0f users/s on one thread%n",
                k,
                report.recall(),
                k,
                report.ndcg(),
                report.users(),
                report.users() / seconds);
    }

    private static long cpuSeconds() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toSeconds();
    }

    private static void print(Trial trial) {
        System.out.printf(
                Locale.ROOT,
                "ndcg %.4f recall %.4f %5.2f s %s %s%n",
                trial.ndcg(),
                trial.recall(),
                trial.seconds(),
                trial.architecture(),
                trial.parameters());
    }
}
