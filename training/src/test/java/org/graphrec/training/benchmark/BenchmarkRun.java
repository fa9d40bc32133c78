package org.graphrec.training.benchmark;

import java.nio.file.Path;
import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.fit.TrainingOptions;
import org.graphrec.training.fit.Trial;
import org.graphrec.training.graph.Interactions;

/** Fits with the default options, measures on the test part once, and prints phases, trials and results. */
final class BenchmarkRun {

    private BenchmarkRun() {}

    /** A folder of the data named by {@code -Drec.data}, by default {@code ../shared/data} beside the checkout. */
    static Path folder(String name) {
        return Path.of(System.getProperty("rec.data", "../../shared/data"), name);
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
        PrintingMonitor monitor = new PrintingMonitor();
        long start = System.nanoTime();
        Fit fit = Trainer.fit(train, null, TrainingOptions.defaults(), monitor);
        monitor.end();
        double fitSeconds = (System.nanoTime() - start) / 1e9;
        fit.trials().forEach(BenchmarkRun::print);
        System.out.println("chosen " + fit.model().parameters() + " " + fit.metrics());
        start = System.nanoTime();
        RankingReport report = RankingEvaluation.evaluate(fit.model()::score, seen, test, k, 1, Monitor.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "Recall@%d %.4f  NDCG@%d %.4f  users %d  fit %.1f s (CPU so far %d s)  %.0f users/s on one thread%n",
                k,
                report.recall(),
                k,
                report.ndcg(),
                report.users(),
                fitSeconds,
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toSeconds(),
                report.users() / seconds);
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
