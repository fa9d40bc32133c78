package org.graphrec.training.benchmark;

import java.io.IOException;

/**
 * Fits on the published split of gowalla, or of amazon-book-kgat where that is the argument, and measures Recall@20 and NDCG@20 on its test
 * part, once.
 *
 * <p>The split has no validation part: parameters are chosen on a tenth of the training part, then the model is refitted on
 * all of it. Run, from the folder of this module and after {@code mvn test-compile}, with
 * {@code java -Xmx6g -cp target/classes:target/test-classes -Drec.data=../../shared/data
 * org.graphrec.training.benchmark.GowallaBenchmark}. With {@code -Drec.ordered=true} the order of the lists is taken for the
 * order in time: the holdout is then each user's last tenth, and recency may count. The published figures do not use it.
 */
final class GowallaBenchmark {

    private GowallaBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        String name = arguments.length == 0 ? "gowalla" : arguments[0];
        LightGcnSplit split = LightGcnSplit.read(BenchmarkRun.folder(name), Boolean.getBoolean("rec.ordered"));
        BenchmarkRun.run(split.train(), split.train(), split.test(), 20);
    }
}
