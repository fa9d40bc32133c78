// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final long MOST_IN_A_BLOCK = Integer.MAX_VALUE - 8L;

    private final JavaSparkContext spark;
    private final SpreadHistories histories;
    private final ItemBlocks blocks;
    private final int[] degrees;
    private final Broadcast<int[]> sentDegrees;
    private final JavaRDD<BlockPart> parts;
    private final Monitor monitor;
    private long largestPart;

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
        long[][] sizes = sizes(sent);
        for (long[] size : sizes) {
            if (size[1] > MOST_IN_A_BLOCK) {
                throw new JobException("The value of `--partitions` must be greater than " + sizes.length
                        + "; otherwise a block of items would have " + size[1] + " interactions of its users.");
            }
            largestPart = Math.max(largestPart, size[1]);
        }
        int[] firstUser = histories.firstUser();
        int items = histories.items();
        boolean weighted = histories.weighted();
        return histories
                .parts()
                .mapPartitionsWithIndex((p, all) -> new HistorySender(sent.value(), firstUser[p]).of(all), false)
                .mapToPair(pair -> pair)
                .repartitionAndSortWithinPartitions(blocks)
                .mapPartitionsWithIndex(
                        (block, all) -> List.of(part(sent.value().items(block), all, sizes[block], items, weighted))
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
            for (int user = 0; user < byUser.rows(); user++) {
                int from = byUser.offsets()[user];
                int to = byUser.offsets()[user + 1];
                float[] weights = byUser.weighted() ? new float[to - from] : null;
                for (int i = 0; weights != null && i < weights.length; i++) {
                    weights[i] = byUser.weight(from + i);
                }
                Sent history = new Sent(Arrays.copyOfRange(byUser.targets(), from, to), weights);
                int row = firstUser + user;
                blocks.of(history.items())
                        .forEach(block -> sent.add(new Tuple2<>(ItemBlocks.key(block, row), history)));
            }
        }
    }

    /** The users of each block and their interactions, so that a block is as large as it must be from the start. */
    private long[][] sizes(Broadcast<ItemBlocks> sent) {
        return histories
                .parts()
                .map(part -> {
                    long[][] sizes = new long[sent.value().numPartitions()][2];
                    for (int user = 0; user < part.users(); user++) {
                        int from = part.byUser.offsets()[user];
                        int to = part.byUser.offsets()[user + 1];
                        sent.value()
                                .of(Arrays.copyOfRange(part.byUser.targets(), from, to))
                                .forEach(block -> {
                                    sizes[block][0]++;
                                    sizes[block][1] += to - from;
                                });
                    }
                    return sizes;
                })
                .treeReduce((one, other) -> {
                    long[][] sum = new long[one.length][2];
                    for (int block = 0; block < sum.length; block++) {
                        sum[block][0] = one[block][0] + other[block][0];
                        sum[block][1] = one[block][1] + other[block][1];
                    }
                    return sum;
                });
    }

    /** They come sorted by user. */
    private static BlockPart part(
            int[] own, Iterator<Tuple2<Long, Sent>> all, long[] size, int items, boolean weighted) {
        int[] users = new int[Math.toIntExact(size[0])];
        int[] offsets = new int[users.length + 1];
        int[] targets = new int[Math.toIntExact(size[1])];
        float[] weights = weighted ? new float[targets.length] : null;
        for (int row = 0; row < users.length; row++) {
            Tuple2<Long, Sent> one = all.next();
            Sent history = one._2();
            int length = history.items().length;
            System.arraycopy(history.items(), 0, targets, offsets[row], length);
            if (weighted) {
                System.arraycopy(history.weights(), 0, weights, offsets[row], length);
            }
            users[row] = (int) (one._1() & 0xFFFFFFFFL);
            offsets[row + 1] = offsets[row] + length;
        }
        return new BlockPart(own, users, new Csr(users.length, items, offsets, targets, weights));
    }

    /** The most interactions that one task holds. */
    long largestPart() {
        return largestPart;
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
