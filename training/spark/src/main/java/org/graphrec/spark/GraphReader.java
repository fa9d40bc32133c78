// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/** Reads what a plan says, by ranges of ids, each range by one task. */
final class GraphReader {
    private final JavaSparkContext spark;
    private final Server server;
    private final Plan plan;
    private final int partitions;

    /** Over about so many ranges. */
    GraphReader(JavaSparkContext spark, Server server, Plan plan, int partitions) {
        this.spark = spark;
        this.server = server;
        this.plan = plan;
        this.partitions = partitions;
    }

    /** The ids of all items, ascending. */
    long[] items() {
        long[] items = ids(plan.itemsQuery(), "i");
        if (items.length == 0) {
            throw new JobException("No node of the graph is an item according to the declaration. Check its `items`.");
        }
        return items;
    }

    /** The ids of all users, ascending. */
    long[] users() {
        return ids(plan.usersQuery(), "u");
    }

    private long[] ids(String query, String column) {
        Server from = server;
        List<IdRange> ranges = IdRange.of(server, query, column, partitions);
        return spark
                .parallelize(ranges, Math.max(1, ranges.size()))
                .map(range -> from.query(
                        query,
                        range.parameters(),
                        result -> result.stream()
                                .mapToLong(row -> row.get(column).asLong())
                                .sorted()
                                .toArray()))
                .collect()
                .stream()
                .flatMapToLong(LongStream::of)
                .toArray();
    }

    /**
     * The histories of all users.
     *
     * @param items ids, ascending
     */
    SpreadHistories histories(long[] items) {
        List<IdRange> ranges = IdRange.of(server, plan.usersQuery(), "u", partitions);
        if (ranges.isEmpty()) {
            throw new JobException("No node of the graph is a user according to the declaration. Check its `users`.");
        }
        Broadcast<long[]> sent = spark.broadcast(items);
        HistoryTask task = new HistoryTask(EventTask.of(server, plan, sent), plan.timed(), plan.likeThreshold());
        JavaRDD<HistorySlice> parts =
                spark.parallelize(ranges, ranges.size()).map(task::read).persist(StorageLevel.MEMORY_AND_DISK());
        SpreadHistories histories =
                SpreadHistories.of(parts, items.length, plan.rule().weighted(), plan.timed());
        requireTwoKinds(histories.userIds(), items);
        if (histories.counts().likes() == 0) {
            throw new JobException("The graph has "
                    + (histories.counts().seen() + histories.counts().dislikes())
                    + " interactions according to the declaration, but no likes. Check its `interactions`.");
        }
        return histories;
    }

    private static void requireTwoKinds(long[] users, long[] items) {
        if (Arrays.stream(users).anyMatch(user -> Arrays.binarySearch(items, user) >= 0)) {
            throw new JobException("Some users of the declaration are also items. A job cannot learn from such a graph."
                    + " Train in the server with `rec.train`.");
        }
    }
}
