// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrec.training.architecture.itemgraph.ItemGraphArchitecture;
import org.graphrec.training.architecture.itemgraph.PairSource;
import org.graphrec.training.fit.Fit;
import org.graphrec.training.fit.LikeThreshold;
import org.graphrec.training.fit.PopularItems;
import org.graphrec.training.fit.Trainer;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.handover.ContextByIds;
import org.graphrec.training.handover.HandedNodes;
import org.graphrec.training.handover.HandedRelation;
import org.graphrec.training.handover.Handover;
import org.graphrec.training.handover.Learned;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.graphrec.training.model.Popularity;
import org.graphrec.training.store.FolderStorage;
import org.graphrec.training.store.TensorStore;
import org.graphrec.training.tune.TrainingOptions;

/** One training: asks for the plan, reads, fits and writes. */
final class Training {
    /** What the driver needs for an interaction that it holds: rows by user and by item, with weight and time, as they are made. */
    private static final long BYTES_PER_HELD = 64;

    private final JavaSparkContext spark;
    private final TrainJob job;
    private final Plan plan;
    private final ConsoleProgress progress;

    Training(JavaSparkContext spark, TrainJob job, Plan plan, ConsoleProgress progress) {
        this.spark = spark;
        this.job = job;
        this.plan = plan;
        this.progress = progress;
    }

    /** What was fitted, and what else goes by the interactions. */
    private record Fitted(
            Fit fit,
            Popularity fallback,
            Csr partners,
            double likeThreshold,
            long interactions,
            List<HandedRelation> relations) {}

    void run() {
        int partitions = job.partitions() > 0 ? job.partitions() : 4 * spark.defaultParallelism();
        GraphReader reader = new GraphReader(spark, job.server(), plan, partitions);
        progress.say("Read the graph in " + partitions + " ranges of ids");
        long[] items = reader.items();
        SpreadHistories histories = reader.histories(items);
        long size = histories.size();
        progress.say(String.format(
                Locale.ROOT, "Read %,d users, %,d items, %,d likes", histories.users(), items.length, size));
        ItemVectorReader.Read vectors = new ItemVectorReader(spark, job.server(), partitions).read(plan, items);
        Fitted fitted = fitted(histories, items, vectors.matrix(), partitions);
        progress.say("Fitted " + fitted.fit().model().architecture() + measured(fitted.fit()));
        HandedNodes nodes = new HandedNodes(
                        histories.userIds(), items, fitted.partners(), vectors.blocks(), vectors.matrix())
                .with(fitted.relations());
        Handover handover = handover(histories.counts(), nodes, fitted);
        String checksum = write(handover);
        progress.say("Wrote " + job.out().resolve(handover.modelName() + ".safetensors") + ", sha256 " + checksum);
        progress.say("Now copy it into the folder of the setting rec.model.export_location, and load it:"
                + " CALL rec.model.import('" + handover.modelName() + "')");
    }

    private Fitted fitted(SpreadHistories histories, long[] items, Matrix vectors, int partitions) {
        Object architecture = plan.configuration().get("architecture");
        if (architecture.equals("mf")) {
            progress.say("Train mf by MLlib");
            return factors(histories);
        }
        boolean held = holds(histories.size());
        if (!plan.context().isEmpty()) {
            job.requireContextLearned(plan, held);
        }
        progress.say("Train " + architecture + " by " + (held ? "broadcast" : "shuffle"));
        return held ? byBroadcast(histories, items, vectors, partitions) : byShuffle(histories, vectors, partitions);
    }

    private Handover handover(HistorySlice.Counts counts, HandedNodes nodes, Fitted fitted) {
        return new Handover(
                plan.database(),
                plan.owner(),
                (String) plan.configuration().get("modelName"),
                "graph-recommender-spark on Spark " + spark.version(),
                plan.configuration(),
                new Learned(
                        plan.declaration(),
                        plan.interactions().stream().map(Plan.Named::name).toList(),
                        plan.rule().weighted(),
                        fitted.likeThreshold(),
                        counts.likes(),
                        counts.seen(),
                        counts.dislikes(),
                        counts.unreadable(),
                        fitted.interactions()),
                nodes,
                fitted.fit(),
                fitted.fallback());
    }

    /** What the holdout says; nothing where parameters were given. */
    private static String measured(Fit fit) {
        return fit.metrics().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(metric -> String.format(Locale.ROOT, ", %s %.4f", metric.getKey(), metric.getValue()))
                .collect(Collectors.joining());
    }

    private boolean holds(long size) {
        return switch (job.distribution()) {
            case "broadcast" -> true;
            case "shuffle" -> false;
            default -> size <= Runtime.getRuntime().maxMemory() / 4 / BYTES_PER_HELD;
        };
    }

    private TrainingOptions options() {
        return new TrainingOptions(
                ((Number) plan.configuration().get("validationFraction")).doubleValue(),
                plan.whole("topK"),
                plan.whole("rank"),
                ((Number) plan.configuration().get("randomSeed")).longValue(),
                plan.whole("concurrency"));
    }

    private Fitted byBroadcast(SpreadHistories histories, long[] items, Matrix matrix, int partitions) {
        Interactions held = histories.held();
        ContextByIds context =
                new ContextReader(spark, job.server(), plan, partitions).read(histories.userIds(), items, held);
        if (!plan.context().isEmpty()) {
            progress.say("Read " + context.relations().size() + " relations of its context");
        }
        Interactions all = held.with(context.context());
        double threshold = likeThreshold(all);
        Interactions likes = Double.isInfinite(threshold) ? all : all.atLeast((float) threshold);
        PairSource.Opener opener =
                (interactions, concurrency, monitor) -> new BroadcastPairs(spark, interactions, partitions, monitor);
        Fit fit;
        if (job.parameters() == null) {
            fit = Trainer.fit(new ItemGraphArchitecture(opener), likes, matrix, options(), progress);
        } else {
            TrainingOptions options = options();
            fit = fixed(opener.open(likes, options.concurrency(), progress), matrix);
        }
        return new Fitted(
                fit, PopularItems.of(likes), plain(likes.byItem()), threshold, likes.size(), context.relations());
    }

    private double likeThreshold(Interactions all) {
        if (plan.likeThreshold() != null) {
            return plan.likeThreshold();
        }
        if (!plan.choosesLikes()) {
            return Double.NEGATIVE_INFINITY;
        }
        LikeThreshold.Choice choice = LikeThreshold.choose(all, options(), progress);
        return choice.everything() ? Double.NEGATIVE_INFINITY : choice.threshold();
    }

    private Fit fixed(PairSource source, Matrix matrix) {
        return new Fit(
                ItemGraphArchitecture.fit(
                        source,
                        matrix == null ? null : Vectors.unitRows(matrix),
                        job.parameters(),
                        options(),
                        progress),
                List.of(),
                Map.of(),
                Fit.UNTUNED_QUERY_WEIGHT,
                0);
    }

    private Fitted byShuffle(SpreadHistories histories, Matrix matrix, int partitions) {
        if (job.parameters() == null) {
            throw new JobException(
                    "No value specified for `--parameters`, which training by shuffle needs: parameters are chosen on"
                            + " a holdout by broadcast alone. Give those of a model of a part of the graph, or more"
                            + " `--driver-memory`.");
        }
        if (plan.choosesLikes() && plan.likeThreshold() == null) {
            throw new JobException("No value specified for `--likeThreshold`, which training by shuffle needs where"
                    + " interactions have weights: the lowest weight that counts as a like.");
        }
        double threshold = plan.likeThreshold() == null ? Double.NEGATIVE_INFINITY : plan.likeThreshold();
        ShuffledPairs source = new ShuffledPairs(spark, histories, partitions, progress);
        if (plan.timed()) {
            progress.say("Note: users without a history will be shown what is popular of all time, not lately");
        }
        return new Fitted(
                fixed(source, matrix),
                new Popularity(source.degrees()),
                PartnerSample.of(histories),
                threshold,
                histories.size(),
                List.of());
    }

    private Fitted factors(SpreadHistories histories) {
        if (plan.choosesLikes() && plan.likeThreshold() == null) {
            throw new JobException("No value specified for `--likeThreshold`, which `mf` needs where interactions have"
                    + " weights: the lowest weight that counts as a like.");
        }
        double threshold = plan.likeThreshold() == null ? Double.NEGATIVE_INFINITY : plan.likeThreshold();
        Fit fit = new Factorisation(spark, progress).fit(histories, job.parameters(), options());
        return new Fitted(
                fit,
                new Popularity(histories.degrees()),
                PartnerSample.of(histories),
                threshold,
                histories.size(),
                List.of());
    }

    private static Csr plain(Csr matrix) {
        return new Csr(matrix.rows(), matrix.columns(), matrix.offsets(), matrix.targets(), null);
    }

    private String write(Handover handover) {
        try (FolderStorage storage = FolderStorage.of(job.out())) {
            return new TensorStore(storage).put(handover.modelName(), handover.file(), progress);
        } catch (IOException failed) {
            throw new JobException(
                    "The folder of `--out` cannot be written to: "
                            + failed.getClass().getSimpleName() + ".",
                    failed);
        }
    }
}
