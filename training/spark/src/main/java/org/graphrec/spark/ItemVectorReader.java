// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrec.training.handover.VectorBlock;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Vectors;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** Reads the vectors of items, which were written as properties before, and their passports. */
final class ItemVectorReader {
    private final JavaSparkContext spark;
    private final Server server;
    private final int partitions;

    ItemVectorReader(JavaSparkContext spark, Server server, int partitions) {
        this.spark = spark;
        this.server = server;
        this.partitions = partitions;
    }

    /**
     * The vectors of all items, put side by side as `rec.train` does.
     *
     * @param blocks where each property stands
     * @param matrix [items, sum of the dimensions] unit rows or zero rows; null without blocks
     */
    record Read(List<VectorBlock> blocks, Matrix matrix) {
        static final Read NOTHING = new Read(List.of(), null);
    }

    /** One vector as it was read. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Vector(long id, float[] values, String passport) implements Serializable {}

    /** Reads the properties that a plan has. */
    Read read(Plan plan, long[] items) {
        if (plan.vectors().isEmpty()) {
            return Read.NOTHING;
        }
        List<VectorBlock> blocks = new ArrayList<>();
        List<List<Vector>> columns = new ArrayList<>();
        for (Plan.Vectors vectors : plan.vectors()) {
            List<Vector> read = vectors(plan.itemsQuery(), vectors.query());
            if (read.isEmpty()) {
                throw new JobException("The value of `featureProperties` must name a property with vectors but `"
                        + vectors.property() + "` is empty on all " + items.length
                        + " items. Write it with `rec.embed.nodes.write` first.");
            }
            int dimension = read.get(0).values().length;
            for (Vector one : read) {
                requireFit(vectors.property(), one, dimension);
            }
            blocks.add(
                    new VectorBlock(vectors.property(), dimension, vectors.weight(), space(vectors.property(), read)));
            columns.add(read);
        }
        return new Read(blocks, sideBySide(blocks, columns, items));
    }

    private List<Vector> vectors(String itemsQuery, String query) {
        Server from = server;
        List<IdRange> ranges = IdRange.of(server, itemsQuery, "i", partitions);
        return ranges.isEmpty()
                ? List.of()
                : spark.parallelize(ranges, ranges.size())
                        .flatMap(range -> from.query(
                                        query, range.parameters(), result -> result.list(ItemVectorReader::vector))
                                .iterator())
                        .collect();
    }

    private static Vector vector(Record row) {
        Value list = row.get("v");
        float[] values = new float[list.size()];
        for (int d = 0; d < values.length; d++) {
            values[d] = (float) list.get(d).asDouble();
        }
        return new Vector(
                row.get("i").asLong(),
                values,
                row.get("p").isNull() ? null : row.get("p").asString());
    }

    private static void requireFit(String property, Vector vector, int dimension) {
        if (vector.values().length != dimension) {
            throw new JobException("The value of `featureProperties` must name vectors of one length but `" + property
                    + "` has lengths " + dimension + " and " + vector.values().length
                    + ". Write it again with one encoder.");
        }
        for (float value : vector.values()) {
            if (!Float.isFinite(value)) {
                throw new JobException("The value of `featureProperties` must name finite vectors but `" + property
                        + "` has a component that is not. Write it again.");
            }
        }
    }

    /** The one space of the passports: all before the hash of the text. */
    private static String space(String property, List<Vector> vectors) {
        TreeSet<String> spaces = new TreeSet<>();
        for (Vector one : vectors) {
            if (one.passport() != null) {
                spaces.add(
                        one.passport().substring(0, Math.max(0, one.passport().lastIndexOf(':'))));
            }
        }
        if (spaces.size() > 1) {
            throw new JobException("The value of `featureProperties` must name vectors of one space but `" + property
                    + "` has several: `" + String.join("`, `", spaces)
                    + "`. Write it again with `rec.embed.nodes.write` and one encoder.");
        }
        return spaces.isEmpty() ? "" : spaces.first();
    }

    private static Matrix sideBySide(List<VectorBlock> blocks, List<List<Vector>> columns, long[] items) {
        Matrix matrix = new Matrix(
                items.length, blocks.stream().mapToInt(VectorBlock::dimension).sum());
        int offset = 0;
        for (int b = 0; b < blocks.size(); b++) {
            for (Vector vector : columns.get(b)) {
                int row = Arrays.binarySearch(items, vector.id());
                if (row >= 0) {
                    System.arraycopy(
                            vector.values(), 0, matrix.values(), matrix.offset(row) + offset, vector.values().length);
                }
            }
            offset += blocks.get(b).dimension();
        }
        int[] dimensions = blocks.stream().mapToInt(VectorBlock::dimension).toArray();
        double[] weights = blocks.stream().mapToDouble(VectorBlock::weight).toArray();
        for (int row = 0; row < items.length; row++) {
            Vectors.scaleBlocks(matrix, row, dimensions, weights);
        }
        return matrix;
    }
}
