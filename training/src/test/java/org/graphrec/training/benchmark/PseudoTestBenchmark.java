package org.graphrec.training.benchmark;

import java.io.IOException;
import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.graph.Holdout;
import org.graphrec.training.graph.Interactions;

/**
 * Rules by which settings are chosen, judged within the training part: a fifth of each user's training interactions is withheld at
 * random as if it were the test part, the rest is fitted as ever, and what that chose is measured on what was withheld. The real test
 * part is not read.
 *
 * <p>Run, from the folder of this module and after {@code mvn test-compile}, with {@code java -Xmx6g -cp
 * target/classes:target/test-classes -Drec.data=FOLDER org.graphrec.training.benchmark.PseudoTestBenchmark gowalla
 * amazon-book-kgat}. {@code -Drec.architecture} names what is fitted.
 */
final class PseudoTestBenchmark {
    private static final double WITHHELD = 0.2;

    private static final int K = 20;

    private PseudoTestBenchmark() {}

    public static void main(String[] names) throws IOException {
        for (String name : names) {
            Interactions train = TrainingPart.read(name);
            Holdout pseudo = Holdout.of(train, WITHHELD, 1);
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %d users, %d items, %d interactions%n",
                    name,
                    train.users(),
                    train.items(),
                    train.size());
            Fit fit = BenchmarkRun.fit(pseudo.training(), null);
            RankingReport report = RankingEvaluation.evaluate(
                    fit.model()::score, pseudo.training(), pseudo.held(), K, 2, Monitor.SILENT);
            System.out.printf(
                    Locale.ROOT,
                    "withheld part of %s: Recall@%d %.4f  NDCG@%d %.4f%n",
                    name,
                    K,
                    report.recall(),
                    K,
                    report.ndcg());
        }
    }
}
