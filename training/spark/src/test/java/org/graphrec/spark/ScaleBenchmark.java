package org.graphrec.spark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.storage.StorageLevel;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemGraphArchitecture;
import org.graphrec.training.architecture.itemgraph.PairSource;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.model.Model;
import org.graphrec.training.tune.TrainingOptions;

/**
 * Time, shuffled bytes and the driver's heap for a generated graph, by shuffle, by broadcast and in one process. Arguments: users, items,
 * interactions for each user on the mean, executors, rank, and of {@code shuffle}, {@code broadcast} and {@code process} which.
 */
public final class ScaleBenchmark {
    private static final int LONGEST = 1_000;
    private static final int PARTITIONS = 16;

    private ScaleBenchmark() {}

    /** Runs one measurement for each way that is named. */
    public static void main(String[] words) {
        int users = Integer.parseInt(words[0]);
        int items = Integer.parseInt(words[1]);
        int mean = Integer.parseInt(words[2]);
        int rank = Integer.parseInt(words[4]);
        TrainingOptions options = new TrainingOptions(0.1, 100, rank, 42, 2);
        Map<String, Object> parameters = Map.ofEntries(
                Map.entry("sourceExponent", 0.9),
                Map.entry("targetExponent", 0.1),
                Map.entry("userExponent", 1.0),
                Map.entry("spectralExponent", 0.4),
                Map.entry("spectralWeight", rank == 0 ? 0.0 : 0.3),
                Map.entry("rank", (long) rank),
                Map.entry("damping", 0.0),
                Map.entry("textWeight", 0.0),
                Map.entry("textPower", 4.0),
                Map.entry("topK", 100L),
                Map.entry("recencyDecay", 0.0),
                Map.entry("weighted", false));
        JavaSparkContext spark = ClusterOfProcesses.start(Integer.parseInt(words[3]));
        AtomicLong shuffled = new AtomicLong();
        spark.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskMetrics() != null) {
                    shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
                }
            }
        });
        long start = System.nanoTime();
        SpreadHistories histories = generated(spark, users, items, mean);
        long size = histories.size();
        say("generated", start, String.format(Locale.ROOT, "%,d interactions, squares %,d", size, squares(histories)));
        Model first = null;
        for (String way : List.of(words).subList(5, words.length)) {
            Interactions held = way.equals("shuffle") ? null : histories.held();
            shuffled.set(0);
            start = System.nanoTime();
            PairSource source = switch (way) {
                case "shuffle" -> new ShuffledPairs(spark, histories, PARTITIONS, Monitor.SILENT);
                case "broadcast" -> new BroadcastPairs(spark, held, PARTITIONS, Monitor.SILENT);
                default -> ItemGraphArchitecture.held(held, 2, Monitor.SILENT);
            };
            Model model = ItemGraphArchitecture.fit(source, null, parameters, options, Monitor.SILENT);
            say(way, start, String.format(Locale.ROOT, "shuffled %,d bytes", shuffled.get()));
            boolean same = first == null || ModelTensors.of(model, null).equals(ModelTensors.of(first, null));
            System.out.println("  same bits as the first: " + same);
            first = first == null && size < 5_000_000 ? model : first;
        }
        spark.stop();
    }

    private static void say(String what, long start, String more) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        long heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                Locale.ROOT, "%-10s %7.1f s, heap of the driver %,d MB, %s%n", what, seconds, heap >> 20, more);
    }

    private static long squares(SpreadHistories histories) {
        return histories
                .parts()
                .map(part -> {
                    long sum = 0;
                    for (int user = 0; user < part.users(); user++) {
                        sum += (long) part.byUser.degree(user) * part.byUser.degree(user);
                    }
                    return sum;
                })
                .reduce(Long::sum);
    }

    /** HistorySlice of a power law, of items of a power law, made by the executors. */
    private static SpreadHistories generated(JavaSparkContext spark, int users, int items, int mean) {
        JavaRDD<HistorySlice> parts = spark.parallelize(IdRange.split(0, users, PARTITIONS), PARTITIONS)
                .map(range -> part(range, items, mean))
                .persist(StorageLevel.MEMORY_AND_DISK());
        return SpreadHistories.of(parts, items, false, false);
    }

    private static HistorySlice part(IdRange range, int items, int mean) {
        SplittableRandom random = new SplittableRandom(range.from());
        int count = (int) (range.to() - range.from());
        int[] users = new int[1024];
        int[] targets = new int[1024];
        int size = 0;
        for (int user = 0; user < count; user++) {
            double power = mean * 0.375 / Math.pow(1 - random.nextDouble(), 1 / 1.6);
            int degree = (int) Math.max(2, Math.min(Math.min(LONGEST, items / 4), power));
            for (int i = 0; i < degree; i++) {
                if (size == users.length) {
                    users = Arrays.copyOf(users, 2 * size);
                    targets = Arrays.copyOf(targets, 2 * size);
                }
                users[size] = user;
                targets[size++] = (int) (Math.pow(random.nextDouble(), 2.2) * items);
            }
        }
        long[] ids = new long[count];
        Arrays.setAll(ids, user -> range.from() + user);
        Interactions part =
                Interactions.of(count, items, Arrays.copyOf(users, size), Arrays.copyOf(targets, size), null, null);
        return HistorySlice.of(ids, part, new HistorySlice.Counts(part.size(), 0, 0, 0));
    }
}
