// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.sequence.Augmentation;
import org.graphrec.training.architecture.sequence.Loss;
import org.graphrec.training.architecture.sequence.SequenceArchitecture;
import org.graphrec.training.architecture.sequence.SequenceContext;
import org.graphrec.training.architecture.sequence.SequenceKind;
import org.graphrec.training.architecture.sequence.SequenceOptions;
import org.graphrec.training.evaluate.RankingEvaluation;
import org.graphrec.training.evaluate.RankingReport;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Trains the heads of {@code -Drec.heads}, tuned on a tenth of the training part (amazon-beauty: for most users the second-last
 * item), and measures each on the test part once: all items compete but those of the history. With {@code -Drec.holdout=true} the
 * test part is left alone.
 */
final class SequenceBenchmark {

    private static final int K = 10;

    private SequenceBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        String data = System.getProperty("rec.dataset", "amazon-beauty");
        Split split = Split.of(data);
        for (String name :
                System.getProperty("rec.heads", "gcn,gat,sage,lstm,transformer").split(",", -1)) {
            measure(data, split, name);
        }
    }

    private static void measure(String data, Split split, String name) throws IOException {
        SequenceKind kind = Arrays.stream(SequenceKind.values())
                .filter(value -> value.cypherName().equals(name))
                .findFirst()
                .orElseThrow();
        TrainingOptions options = new TrainingOptions(0.1, 100, 512, 42, Integer.getInteger("rec.concurrency", 2));
        long start = System.nanoTime();
        Fit fit = Trainer.fit(
                new SequenceArchitecture(kind, options(kind)),
                split.train(),
                split.features(),
                options,
                new Printing());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s %s holdout NDCG@20 %.4f  fit %.0f s, peak of the process %d MiB%n  %s%n",
                data,
                name,
                fit.metrics().get("ndcg@20"),
                seconds,
                peak(),
                fit.model().parameters());
        if (!Boolean.getBoolean("rec.holdout")) {
            RankingReport report = RankingEvaluation.evaluate(
                    fit.model()::score, split.seen(), split.test(), K, options.concurrency(), Monitor.SILENT);
            System.out.printf(
                    Locale.ROOT,
                    "%s %s test HR@%d %.4f  NDCG@%d %.4f  Recall@%d %.4f  users %d%n",
                    data,
                    name,
                    K,
                    report.hitRate(),
                    K,
                    report.ndcg(),
                    K,
                    report.recall(),
                    report.users());
        }
    }

    private static SequenceOptions options(SequenceKind kind) {
        SequenceOptions defaults = SequenceOptions.defaults(kind);
        return defaults.with()
                .embeddingDimension(Integer.getInteger("rec.dimension", defaults.embeddingDimension()))
                .layers(Integer.getInteger("rec.layers", defaults.layers()))
                .attentionHeads(Integer.getInteger("rec.attentionHeads", defaults.attentionHeads()))
                .pool(Boolean.getBoolean("rec.pool"))
                .historyLength(Integer.getInteger("rec.historyLength", defaults.historyLength()))
                .epochs(Integer.getInteger("rec.epochs", defaults.epochs()))
                .patience(Integer.getInteger("rec.patience", defaults.patience()))
                .batchSize(Integer.getInteger("rec.batchSize", defaults.batchSize()))
                .learningRate(number("rec.learningRate", defaults.learningRate()))
                .penaltyL2(number("rec.penaltyL2", defaults.penaltyL2()))
                .dropout(number("rec.dropout", defaults.dropout()))
                .negativeSamples(Integer.getInteger("rec.negativeSamples", defaults.negativeSamples()))
                .loss(Loss.valueOf(
                        System.getProperty("rec.loss", defaults.loss().name())))
                .context(SequenceContext.valueOf(
                        System.getProperty("rec.fusion", defaults.context().name())))
                .augmentation(Augmentation.valueOf(System.getProperty(
                        "rec.augmentation", defaults.augmentation().name())))
                .build();
    }

    private static double number(String key, double fallback) {
        return Double.parseDouble(System.getProperty(key, String.valueOf(fallback)));
    }

    /** The most memory the process held, in MiB; 0 where the system does not tell. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                .findFirst()
                .orElse(0);
    }

    /** Prints each epoch. */
    private static final class Printing implements Monitor {

        private long start = System.nanoTime();

        @Override
        public void phase(String name, long work) {
            start = System.nanoTime();
        }

        @Override
        public void advance(long units) {}

        @Override
        public void report(String line) {
            System.out.printf(Locale.ROOT, "  %s, %.1f s%n", line, (System.nanoTime() - start) / 1e9);
        }

        @Override
        public boolean running() {
            return true;
        }
    }
}
