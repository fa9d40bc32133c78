// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
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
 * What an {@code itemGraph} of a generated graph takes as histories grow, while users and items stay as many. HistorySlice have lengths of a
 * power law (exponent 1.6, at most 1,000), and so have items. Each word is one measurement, such as {@code shuffle-16-2} for 16 million
 * interactions on two executors of one core, by {@code shuffle} or {@code broadcast}; {@code process-16-0} is the plugin's own way, on two
 * threads. For each it tells:
 *
 * <ul>
 *   <li>interactions, and the sum of squared lengths, which is the number of pairs that a fit counts
 *   <li>seconds of the fit, from histories that are there already
 *   <li>bytes of the shuffle, and the most that was on disk at once
 *   <li>the largest heap of the driver after collections, one every few seconds
 *   <li>the largest part of the interactions that a task held
 *   <li>a digest of the model, which is the same for each way
 * </ul>
 */
public final class ScaleBenchmark {
    private static final int USERS = 500_000;
    private static final int ITEMS = 50_000;
    private static final int LONGEST = 1_000;
    private static final int PARTITIONS = 16;
    private static final int RANK = 64;
    private static final TrainingOptions OPTIONS = new TrainingOptions(0.1, 100, RANK, 42, 2);
    private static final Map<String, Object> PARAMETERS = Map.ofEntries(
            Map.entry("sourceExponent", 0.9),
            Map.entry("targetExponent", 0.1),
            Map.entry("userExponent", 1.0),
            Map.entry("spectralExponent", 0.4),
            Map.entry("spectralWeight", 0.3),
            Map.entry("rank", (long) RANK),
            Map.entry("damping", 0.0),
            Map.entry("textWeight", 0.0),
            Map.entry("textPower", 4.0),
            Map.entry("topK", 100L),
            Map.entry("recencyDecay", 0.0),
            Map.entry("weighted", false));

    private ScaleBenchmark() {}

    /** Runs the measurements that are named, by default of four sizes on one and on two executors. */
    public static void main(String[] words) throws IOException {
        List<String> runs = new ArrayList<>(List.of(words));
        if (runs.isEmpty()) {
            for (int millions : new int[] {1, 4, 16, 64}) {
                runs.add("shuffle-" + millions + "-1");
                runs.add("shuffle-" + millions + "-2");
            }
        }
        System.out.println(
                "way         interactions  squared lengths  seconds  shuffled MB  disk MB  driver MB  largest"
                        + " part  digest");
        // Spark has one for the whole process
        Path disk = Files.createTempDirectory("scale");
        for (String run : runs) {
            String[] parts = run.split("-", -1);
            measure(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), disk);
        }
    }

    private static void measure(String way, int millions, int executors, Path disk) {
        JavaSparkContext spark = ClusterOfProcesses.start(
                Math.max(1, executors),
                Integer.getInteger("executor.megabytes", 1024),
                Map.of("spark.local.dir", disk.toString()));
        AtomicLong shuffled = new AtomicLong();
        spark.sc().addSparkListener(new SparkListener() {
            @Override
            public void onTaskEnd(SparkListenerTaskEnd end) {
                if (end.taskMetrics() != null) {
                    shuffled.addAndGet(end.taskMetrics().shuffleWriteMetrics().bytesWritten());
                }
            }
        });
        SpreadHistories histories = generated(spark, millions);
        long squares = squares(histories);
        long size = histories.size();
        try (Samples samples = new Samples(disk)) {
            long start = System.nanoTime();
            PairSource source = source(way, spark, histories);
            Model model = ItemGraphArchitecture.fit(source, null, PARAMETERS, OPTIONS, Monitor.SILENT);
            double seconds = (System.nanoTime() - start) / 1e9;
            long largest = source instanceof ShuffledPairs pairs ? pairs.largestPart() : size;
            System.out.printf(
                    Locale.ROOT,
                    "%-12s %11d  %15d  %7.1f  %11d  %7d  %9d  %11.2f  %s%n",
                    way + "-" + executors,
                    size,
                    squares,
                    seconds,
                    shuffled.get() >> 20,
                    samples.disk() >> 20,
                    samples.heap() >> 20,
                    (double) largest / size,
                    ModelTensors.digest(model, null));
        } finally {
            spark.stop();
        }
    }

    private static PairSource source(String way, JavaSparkContext spark, SpreadHistories histories) {
        return switch (way) {
            case "shuffle" -> new ShuffledPairs(spark, histories, PARTITIONS, Monitor.SILENT);
            case "broadcast" -> new BroadcastPairs(spark, histories.held(), PARTITIONS, Monitor.SILENT);
            case "process" -> ItemGraphArchitecture.held(histories.held(), OPTIONS.concurrency(), Monitor.SILENT);
            default -> throw new IllegalArgumentException(way);
        };
    }

    /** The most that was seen of the heap after a collection and on the disk. */
    private static final class Samples implements AutoCloseable {
        private static final long MILLIS = 3_000;
        private final Path disk;
        private final Thread thread = new Thread(this::run, "samples");
        private volatile long heap;
        private volatile long bytes;

        Samples(Path disk) {
            this.disk = disk;
            thread.start();
        }

        private void run() {
            try {
                while (true) {
                    look();
                    Thread.sleep(MILLIS);
                }
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void look() {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            heap = Math.max(heap, runtime.totalMemory() - runtime.freeMemory());
            long[] sum = {0};
            try {
                Files.walkFileTree(disk, new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                        sum[0] += facts.size();
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException removed) {
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path folder, IOException removed) {
                        return FileVisitResult.CONTINUE;
                    }
                });
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            bytes = Math.max(bytes, sum[0]);
        }

        long heap() {
            look();
            return heap;
        }

        long disk() {
            return bytes;
        }

        @Override
        public void close() {
            thread.interrupt();
        }
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
    private static SpreadHistories generated(JavaSparkContext spark, int millions) {
        double mean = millions * 1e6 / USERS;
        JavaRDD<HistorySlice> parts = spark.parallelize(IdRange.split(0, USERS, PARTITIONS), PARTITIONS)
                .map(range -> part(range, mean))
                .persist(StorageLevel.MEMORY_AND_DISK());
        return SpreadHistories.of(parts, ITEMS, false, false);
    }

    private static HistorySlice part(IdRange range, double mean) {
        SplittableRandom random = new SplittableRandom(range.from());
        int count = (int) (range.to() - range.from());
        int[] users = new int[1024];
        int[] targets = new int[1024];
        int size = 0;
        for (int user = 0; user < count; user++) {
            double power = mean * 0.375 / Math.pow(1 - random.nextDouble(), 1 / 1.6);
            int degree = (int) Math.max(2, Math.min(LONGEST, power));
            for (int i = 0; i < degree; i++) {
                if (size == users.length) {
                    users = Arrays.copyOf(users, 2 * size);
                    targets = Arrays.copyOf(targets, 2 * size);
                }
                users[size] = user;
                targets[size++] = (int) (Math.pow(random.nextDouble(), 2.2) * ITEMS);
            }
        }
        long[] ids = new long[count];
        Arrays.setAll(ids, user -> range.from() + user);
        Interactions part =
                Interactions.of(count, ITEMS, Arrays.copyOf(users, size), Arrays.copyOf(targets, size), null, null);
        return HistorySlice.of(ids, part, new HistorySlice.Counts(part.size(), 0, 0, 0));
    }
}
