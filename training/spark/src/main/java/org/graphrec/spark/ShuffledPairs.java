package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemTerms;
import org.graphrec.training.architecture.itemgraph.PairSource;
import org.graphrec.training.architecture.itemgraph.PairTerms;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.propagate.CoOccurrence;
import scala.Tuple2;

/**
 * Interactions that no process holds: each task has the histories of a range of users, or those that touch a block of items. Of users
 * and of items the driver holds dense rows, as the decomposition needs them.
 */
final class ShuffledPairs implements PairSource {
    private static final long MOST_BYTES_OF_A_SLICE = 64L << 20;

    private final JavaSparkContext spark;
    private final SpreadHistories histories;
    private final ItemBlocks blocks;
    private final int[] degrees;
    private final Broadcast<int[]> sentDegrees;
    private final JavaRDD<BlockPart> parts;
    private final Monitor monitor;

    /** A history on its way to a block. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(int[] items, float[] weights) implements Serializable {}

    /** Rows of a product, from the one in {@code first} on. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Rows(int first, float[][] rows) implements Serializable {}

    ShuffledPairs(JavaSparkContext spark, SpreadHistories histories, int blockCount, Monitor monitor) {
        this.spark = spark;
        this.histories = histories;
        this.degrees = histories.degrees();
        this.sentDegrees = spark.broadcast(degrees);
        this.blocks = ItemBlocks.of(costs(histories), blockCount);
        this.parts = parts().persist(StorageLevel.MEMORY_AND_DISK());
        this.monitor = monitor;
    }

    private static long[] costs(SpreadHistories histories) {
        return histories
                .parts()
                .map(part -> {
                    long[] costs = new long[part.byUser.columns()];
                    for (int user = 0; user < part.users(); user++) {
                        int degree = part.byUser.degree(user);
                        for (int edge = part.byUser.offsets()[user];
                                edge < part.byUser.offsets()[user + 1];
                                edge++) {
                            costs[part.byUser.targets()[edge]] += degree;
                        }
                    }
                    return costs;
                })
                .treeReduce((one, other) -> {
                    long[] sum = one.clone();
                    Arrays.setAll(sum, item -> one[item] + other[item]);
                    return sum;
                });
    }

    private JavaRDD<BlockPart> parts() {
        Broadcast<ItemBlocks> sent = spark.broadcast(blocks);
        int[] firstUser = histories.firstUser();
        int items = histories.items();
        boolean weighted = histories.weighted();
        return histories
                .parts()
                .mapPartitionsWithIndex((p, all) -> new HistorySender(sent.value(), firstUser[p]).of(all), false)
                .mapToPair(pair -> pair)
                .repartitionAndSortWithinPartitions(blocks)
                .mapPartitionsWithIndex(
                        (block, all) -> List.of(part(sent.value().items(block), all, items, weighted))
                                .iterator(),
                        false);
    }

    /** Sends each history to the blocks of its items. */
    private record HistorySender(ItemBlocks blocks, int firstUser) {
        Iterator<Tuple2<Long, Sent>> of(Iterator<HistorySlice> all) {
            List<Tuple2<Long, Sent>> sent = new ArrayList<>();
            all.forEachRemaining(part -> add(part.byUser, sent));
            return sent.iterator();
        }

        private void add(Csr byUser, List<Tuple2<Long, Sent>> sent) {
            BitSet to = new BitSet();
            for (int user = 0; user < byUser.rows(); user++) {
                int from = byUser.offsets()[user];
                int[] items = Arrays.copyOfRange(byUser.targets(), from, byUser.offsets()[user + 1]);
                float[] weights = byUser.weighted() ? new float[items.length] : null;
                to.clear();
                for (int i = 0; i < items.length; i++) {
                    to.set(blocks.blockOf()[items[i]]);
                    if (weights != null) {
                        weights[i] = byUser.weight(from + i);
                    }
                }
                Sent history = new Sent(items, weights);
                int row = firstUser + user;
                to.stream().forEach(block -> sent.add(new Tuple2<>(ItemBlocks.key(block, row), history)));
            }
        }
    }

    /** They come sorted by user. */
    private static BlockPart part(int[] own, Iterator<Tuple2<Long, Sent>> all, int items, boolean weighted) {
        int[] users = new int[64];
        int[] offsets = new int[65];
        int[] targets = new int[1024];
        float[] weights = weighted ? new float[1024] : null;
        int count = 0;
        while (all.hasNext()) {
            Tuple2<Long, Sent> one = all.next();
            Sent history = one._2();
            if (count == users.length) {
                users = Arrays.copyOf(users, 2 * count);
                offsets = Arrays.copyOf(offsets, 2 * count + 1);
            }
            int from = offsets[count];
            int to = Math.addExact(from, history.items().length);
            if (to > targets.length) {
                int larger = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(to, 2L * targets.length));
                targets = Arrays.copyOf(targets, larger);
                weights = weighted ? Arrays.copyOf(weights, larger) : null;
            }
            System.arraycopy(history.items(), 0, targets, from, to - from);
            if (weighted) {
                System.arraycopy(history.weights(), 0, weights, from, to - from);
            }
            users[count] = (int) (one._1() & 0xFFFFFFFFL);
            offsets[++count] = to;
        }
        int size = offsets[count];
        return new BlockPart(
                own,
                Arrays.copyOf(users, count),
                new Csr(
                        count,
                        items,
                        Arrays.copyOf(offsets, count + 1),
                        Arrays.copyOf(targets, size),
                        weighted ? Arrays.copyOf(weights, size) : null));
    }

    @Override
    public int[] degrees() {
        return degrees;
    }

    @Override
    public void terms(PairTerms terms, Consumer<ItemTerms> into) {
        Broadcast<PairTerms> sent = spark.broadcast(terms);
        Broadcast<int[]> all = sentDegrees;
        parts.map(part -> part.terms(sent.value(), all.value())).collect().forEach(some -> some.forEach(into));
        monitor.advance(degrees.length);
        sent.destroy();
    }

    @Override
    public float[][] common(int[][] targets, double userExponent, double strength) {
        List<int[][]> asked = new ArrayList<>();
        for (int block = 0; block < blocks.numPartitions(); block++) {
            asked.add(Arrays.stream(blocks.items(block))
                    .mapToObj(item -> targets[item])
                    .toArray(int[][]::new));
        }
        Broadcast<int[]> all = sentDegrees;
        List<float[][]> made = parts.zip(spark.parallelize(asked, asked.size()))
                .map(pair -> pair._1().common(pair._2(), userExponent, strength, all.value()))
                .collect();
        return byItem(made);
    }

    /** What was made block by block, by item. */
    private float[][] byItem(List<float[][]> made) {
        float[][] values = new float[degrees.length][];
        for (int block = 0; block < made.size(); block++) {
            int[] own = blocks.items(block);
            for (int row = 0; row < own.length; row++) {
                values[own[row]] = made.get(block)[row];
            }
        }
        return values;
    }

    @Override
    public RandomizedSvd.Operator operator() {
        return new RandomizedSvd.Operator() {
            @Override
            public int rows() {
                return histories.users();
            }

            @Override
            public int columns() {
                return degrees.length;
            }

            @Override
            public float[][] multiply(float[][] x, int width) {
                return ofUsers(x, width);
            }

            @Override
            public float[][] multiplyTransposed(float[][] x, int width) {
                return ofItems(x, width);
            }
        };
    }

    private float[][] ofUsers(float[][] x, int width) {
        Broadcast<DenseColumns> sent = spark.broadcast(DenseColumns.of(x, 0, width));
        Broadcast<int[]> all = sentDegrees;
        int[] firstUser = histories.firstUser();
        float[][] product = new float[histories.users()][];
        List<Rows> made = histories
                .parts()
                .mapPartitionsWithIndex(
                        (p, some) -> {
                            List<Rows> rows = new ArrayList<>();
                            some.forEachRemaining(part -> rows.add(new Rows(
                                    firstUser[p],
                                    CoOccurrence.ofPart(part.byUser, new int[0], all.value(), Monitor.SILENT)
                                            .multiply(sent.value().rows(), width))));
                            return rows.iterator();
                        },
                        false)
                .collect();
        made.forEach(some -> System.arraycopy(some.rows(), 0, product, some.first(), some.rows().length));
        sent.destroy();
        return product;
    }

    private float[][] ofItems(float[][] x, int width) {
        float[][] product = new float[degrees.length][width];
        Broadcast<int[]> all = sentDegrees;
        for (DenseColumns slice : DenseColumns.slices(x, width, 1, MOST_BYTES_OF_A_SLICE)) {
            Broadcast<DenseColumns> sent = spark.broadcast(slice);
            List<float[][]> made = parts.map(part -> part.multiplyTransposed(sent.value(), all.value()))
                    .collect();
            float[][] rows = byItem(made);
            for (int item = 0; item < product.length; item++) {
                System.arraycopy(rows[item], 0, product[item], slice.from, slice.width());
            }
            sent.destroy();
        }
        return product;
    }
}
