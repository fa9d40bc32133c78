// SPDX-License-Identifier: GPL-3.0-only
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
 * Rules by which settings are chosen where no times are known, judged within the training part: the last fifth of each user's training
 * interactions is withheld as if it were the test part, times and order are forgotten, the rest is fitted as ever, and what that chose
 * is measured on what was withheld. The real test part is not read. The published lists of gowalla, amazon-book-kgat and taobao are in
 * the order of time. With {@code -Drec.withheld=random} it is a fifth at random; with {@code -Drec.times=known} settings are chosen on
 * the last tenth of what is left, which shows what there is to gain.
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
        boolean last = !System.getProperty("rec.withheld", "last").equals("random");
        boolean known = System.getProperty("rec.times", "hidden").equals("known");
        for (String name : names) {
            Holdout pseudo = Holdout.of(TrainingPart.read(name, last), WITHHELD, 1);
            Interactions train = known ? pseudo.training() : TrainingPart.withoutTimes(pseudo.training());
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: %d users, %d items, %d interactions to learn from%n",
                    name,
                    train.users(),
                    train.items(),
                    train.size());
            Fit fit = BenchmarkRun.fit(train, null);
            RankingReport report =
                    RankingEvaluation.evaluate(fit.model()::score, train, pseudo.held(), K, 2, Monitor.SILENT);
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
