// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemTerms;
import org.graphrec.training.architecture.itemgraph.PairSource;
import org.graphrec.training.architecture.itemgraph.PairTerms;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.propagate.CoOccurrence;

/** Interactions that fit every executor: each holds them all, and computes some of the items. */
final class BroadcastPairs implements PairSource {
    private static final long MOST_BYTES_OF_A_SLICE = 64L << 20;

    private final JavaSparkContext spark;
    private final Broadcast<Whole> whole;
    private final int users;
    private final int[] degrees;
    private final Monitor monitor;
    private final List<IdRange> blocks;

    /** Some items with the targets of each. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Targets(int from, int[][] targets) implements Serializable {}

    /** Some items with the values of each. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Values(int from, float[][] values) implements Serializable {}

    BroadcastPairs(JavaSparkContext spark, Interactions interactions, int partitions, Monitor monitor) {
        this.spark = spark;
        this.users = interactions.users();
        Csr byItem = interactions.byItem();
        this.degrees = new int[interactions.items()];
        Arrays.setAll(degrees, byItem::degree);
        this.whole = spark.broadcast(new Whole(interactions.byUser(), degrees));
        this.monitor = monitor;
        this.blocks = IdRange.split(0, degrees.length, partitions);
    }

    @Override
    public int[] degrees() {
        return degrees;
    }

    @Override
    public void terms(PairTerms terms, Consumer<ItemTerms> into) {
        Broadcast<PairTerms> sent = spark.broadcast(terms);
        Broadcast<Whole> all = whole;
        List<List<ItemTerms>> made = spark.parallelize(blocks, blocks.size())
                .map(block -> {
                    PairTerms.Reader reader =
                            sent.value().over(all.value().matrix()).reader();
                    List<ItemTerms> some = new ArrayList<>();
                    for (int item = (int) block.from(); item < block.to(); item++) {
                        some.add(reader.of(item, item));
                    }
                    return some;
                })
                .collect();
        made.forEach(some -> some.forEach(into));
        monitor.advance(degrees.length);
        sent.destroy();
    }

    @Override
    public float[][] common(int[][] targets, double userExponent, double strength) {
        Broadcast<Whole> all = whole;
        List<Targets> asked = blocks.stream()
                .map(block -> new Targets(
                        (int) block.from(), Arrays.copyOfRange(targets, (int) block.from(), (int) block.to())))
                .toList();
        float[][] values = new float[targets.length][];
        for (Values some : spark.parallelize(asked, asked.size())
                .map(part -> new Values(
                        part.from(),
                        all.value().matrix().commonUsers(userExponent, strength).of(part.from(), part.targets())))
                .collect()) {
            System.arraycopy(some.values(), 0, values, some.from(), some.values().length);
        }
        return values;
    }

    @Override
    public RandomizedSvd.Operator operator() {
        return new RandomizedSvd.Operator() {
            @Override
            public int rows() {
                return users;
            }

            @Override
            public int columns() {
                return degrees.length;
            }

            @Override
            public float[][] multiply(float[][] x, int width) {
                return product(x, width, users, false);
            }

            @Override
            public float[][] multiplyTransposed(float[][] x, int width) {
                return product(x, width, degrees.length, true);
            }
        };
    }

    private float[][] product(float[][] x, int width, int rows, boolean transposed) {
        float[][] product = new float[rows][width];
        if (width == 0) {
            return product;
        }
        List<DenseColumns> slices = DenseColumns.slices(x, width, spark.defaultParallelism(), MOST_BYTES_OF_A_SLICE);
        Broadcast<Whole> all = whole;
        spark.parallelize(slices, slices.size())
                .map(slice -> {
                    CoOccurrence matrix = all.value().matrix();
                    float[][] columns = slice.rows();
                    return slice.with(
                            transposed
                                    ? matrix.multiplyTransposed(columns, slice.width())
                                    : matrix.multiply(columns, slice.width()));
                })
                .collect()
                .forEach(slice -> slice.into(product));
        return product;
    }
}
