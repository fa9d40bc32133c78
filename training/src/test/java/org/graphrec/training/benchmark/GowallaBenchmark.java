// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.benchmark;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraph;
import org.graphrec.training.architecture.itemgraph.ItemGraphArchitecture;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;

/**
 * Fits on the published split of gowalla, or of amazon-book-kgat where that is the argument, and measures Recall@20 and NDCG@20 on its test
 * part, once; beside it plain co-occurrence, D_i^-0.3 R' D_u^-0.5 R D_i^-0.3, the 400 strongest of each item.
 *
 * <p>The split has no validation part: parameters are chosen on a tenth of the training part, then the model is refitted on
 * all of it. Run, from the folder of this module and after {@code mvn test-compile}, with
 * {@code java -Xmx6g -cp target/classes:target/test-classes -Drec.data=../../shared/data
 * org.graphrec.training.benchmark.GowallaBenchmark}. With {@code -Drec.ordered=true} the order of the lists is taken for the
 * order in time: the holdout is then each user's last tenth, and recency may count. The published figures do not use it.
 */
final class GowallaBenchmark {
    private static final int K = 20;

    private static final Map<String, Object> PLAIN = Map.ofEntries(
            Map.entry("sourceExponent", 0.3),
            Map.entry("targetExponent", 0.3),
            Map.entry("userExponent", 0.5),
            Map.entry("spectralExponent", 0.0),
            Map.entry("spectralWeight", 0.0),
            Map.entry("rank", 0L),
            Map.entry("damping", 0.0),
            Map.entry("textWeight", 0.0),
            Map.entry("textPower", 1.0),
            Map.entry("topK", 400L),
            Map.entry("recencyDecay", 0.0),
            Map.entry("weighted", false));

    private GowallaBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        String name = arguments.length == 0 ? "gowalla" : arguments[0];
        LightGcnSplit split = LightGcnSplit.read(BenchmarkRun.folder(name), Boolean.getBoolean("rec.ordered"));
        BenchmarkRun.run(split.train(), split.train(), split.test(), K);
        if (BenchmarkRun.testing()) {
            plain(split);
        }
    }

    private static void plain(LightGcnSplit split) {
        int concurrency = BenchmarkRun.options().concurrency();
        ItemGraph graph = ItemGraphArchitecture.fit(
                ItemGraphArchitecture.held(split.train(), concurrency, Monitor.SILENT),
                null,
                PLAIN,
                BenchmarkRun.options(),
                Monitor.SILENT);
        RankingReport report =
                RankingEvaluation.evaluate(graph::score, split.train(), split.test(), K, concurrency, Monitor.SILENT);
        System.out.printf(
                Locale.ROOT,
                "plain co-occurrence: Recall@%d %.4f  NDCG@%d %.4f%n",
                K,
                report.recall(),
                K,
                report.ndcg());
    }
}
