// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.graphrec.training.handover.Handover;

/**
 * The command {@code recommend}: for all users, written back in bounded batches.
 *
 * @param server with the graph
 * @param file of the model
 * @param k items for each user
 * @param type of the relationships that are written; those a user had are replaced
 * @param property of the score
 * @param partitions ranges of users; 0: four for each core
 * @param usersPerBatch whose relationships are replaced in one transaction
 */
record RecommendJob(Server server, Path file, int k, String type, String property, int partitions, int usersPerBatch) {
    private static final int MOST_K = 10_000;

    static RecommendJob of(Arguments arguments) {
        Server server = TrainJob.server(arguments);
        Path file = Path.of(arguments.required("file", "what `train` wrote, such as `models/taste.safetensors`"));
        int k = arguments.whole("k", 10);
        String type = arguments.required("writeRelationshipType", "the type of the relationships to write");
        String property = arguments.optional("writeProperty", "score");
        int partitions = arguments.whole("partitions", 0);
        int batch = arguments.whole("batchSize", 1_000);
        arguments.requireAllTaken();
        if (k > MOST_K) {
            throw new JobException("The value of `--k` must be from 1 to " + MOST_K + " but was `" + k + "`.");
        }
        return new RecommendJob(server, file, k, type, property, partitions, batch);
    }

    /** Reads the model and asks the server, before Spark is started. */
    Job.Work prepared() {
        if (!Files.isRegularFile(file) || !file.toString().endsWith(ModelOnExecutor.SUFFIX)) {
            throw new JobException("The value of `--file` must be a model file, whose name ends with `"
                    + ModelOnExecutor.SUFFIX + "`, but was `" + file + "`.");
        }
        Handover handover = ModelOnExecutor.read(file.toAbsolutePath());
        Plan plan = Plan.ask(server, handover.learned().declaration(), handover.configuration());
        if (!plan.database().equals(handover.database())) {
            throw new JobException("The model `" + handover.modelName()
                    + "` was trained on another database than the one at " + server.url()
                    + ", so its node ids mean other nodes here.");
        }
        if (handover.learned().interactions().contains(type)) {
            throw new JobException(
                    "The value of `--writeRelationshipType` must not be a type that the model learns from"
                            + " but was `" + type + "`: writing replaces what is there. Choose another.");
        }
        return (spark, progress) -> run(handover, plan, spark, progress);
    }

    private void run(Handover handover, Plan plan, JavaSparkContext spark, ConsoleProgress progress) {
        spark.addFile(file.toAbsolutePath().toString());
        int ranges = partitions > 0 ? partitions : 4 * spark.defaultParallelism();
        Broadcast<long[]> items = spark.broadcast(handover.nodes().items());
        boolean ofUsers = handover.nodes().context().stream()
                .anyMatch(relation -> relation.ends().fromUsers());
        UserContext context = new ContextReader(spark, server, plan, ranges)
                .ofUsers(
                        ofUsers ? new GraphReader(spark, server, plan, ranges).users() : new long[0], handover.nodes());
        RecommendTask task = new RecommendTask(
                EventTask.of(server, plan, items),
                file.getFileName().toString(),
                handover.learned().likeThreshold(),
                seenKinds(handover),
                k,
                spark.broadcast(context),
                new RecommendationSink(server, type, property),
                usersPerBatch);
        List<IdRange> users = IdRange.of(server, plan.usersQuery(), "u", ranges);
        progress.say("Recommend " + k + " items to the users of " + users.size() + " ranges of ids");
        List<long[]> written = users.isEmpty()
                ? List.of()
                : spark.parallelize(users, users.size()).map(task::run).collect();
        progress.say(String.format(
                Locale.ROOT,
                "Wrote %,d relationships of %,d users instead of %,d",
                sum(written, 1),
                sum(written, 0),
                sum(written, 2)));
    }

    private static long sum(List<long[]> counts, int place) {
        return counts.stream().mapToLong(one -> one[place]).sum();
    }

    /** Bits of the interactions whose items are not recommended again: the target's, or all. */
    private static long seenKinds(Handover handover) {
        Object target = handover.learned().declaration().get("target");
        int kind = target == null ? -1 : handover.learned().interactions().indexOf(target);
        return kind < 0 ? -1 : 1L << Math.min(Long.SIZE - 1, kind);
    }
}
