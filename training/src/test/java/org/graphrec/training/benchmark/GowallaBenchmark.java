package org.graphrec.training.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.fit.TrainingOptions;
import org.graphrec.training.fit.Trial;

/**
 * Fits on LightGCN's split of gowalla and measures on its test part, once.
 *
 * <p>The split has no validation part: parameters are chosen on a tenth of the training part, then the model is refitted on
 * all of it. Run, from the folder of this module and after {@code mvn test-compile}, with
 * {@code java -Xmx6g -cp target/classes:target/test-classes -Drec.data=../../shared/data
 * org.graphrec.training.benchmark.GowallaBenchmark}; {@code -Drec.ordered=true} takes the order of the lists for the order in
 * time, and so holds out the last items instead of random ones.
 */
final class GowallaBenchmark {

    private GowallaBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(System.getProperty("rec.data", "../../shared/data"), "gowalla");
        LightGcnSplit split = LightGcnSplit.read(folder, Boolean.getBoolean("rec.ordered"));
        TrainingOptions options = TrainingOptions.defaults();
        PrintingMonitor monitor = new PrintingMonitor();
        long start = System.nanoTime();
        Fit fit = Trainer.fit(split.train(), null, options, monitor);
        monitor.end();
        double fitSeconds = (System.nanoTime() - start) / 1e9;
        for (Trial trial : fit.trials()) {
            System.out.printf(
                    Locale.ROOT,
                    "%.4f %.4f %5.2f s %s %s%n",
                    trial.ndcg(),
                    trial.recall(),
                    trial.seconds(),
                    trial.architecture(),
                    trial.parameters());
        }
        System.out.println("chosen " + fit.model().parameters() + " " + fit.metrics());
        start = System.nanoTime();
        RankingReport report =
                RankingEvaluation.evaluate(fit.model()::score, split.train(), split.test(), 20, 1, Monitor.SILENT);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "Recall@20 %.4f  NDCG@20 %.4f  users %d  fit %.1f s  %.0f users/s a thread%n",
                report.recall(),
                report.ndcg(),
                report.users(),
                fitSeconds,
                report.users() / seconds);
    }
}
