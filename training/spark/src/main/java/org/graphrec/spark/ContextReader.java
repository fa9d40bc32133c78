// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.RelationEdges;
import org.graphrec.training.handover.ContextByIds;
import org.graphrec.training.handover.EdgesById;
import org.graphrec.training.handover.HandedNodes;
import org.graphrec.training.handover.HandedRelation;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;

/** Reads what users and items have beside the interactions: in ranges by the executors, and then held by the driver. */
final class ContextReader {
    private final JavaSparkContext spark;
    private final Server server;
    private final Plan plan;
    private final int partitions;

    ContextReader(JavaSparkContext spark, Server server, Plan plan, int partitions) {
        this.spark = spark;
        this.server = server;
        this.plan = plan;
        this.partitions = partitions;
    }

    /** What is learned from, of users and items by their ids, ascending. */
    ContextByIds read(long[] users, long[] items, Interactions interactions) {
        ContextByIds context = new ContextByIds(users, items, interactions);
        plan.context().forEach(relation -> context.add(relation.kind(), edges(relation)));
        return context;
    }

    /**
     * What users have of the relations that a model was trained with.
     *
     * @param users ids of now, ascending
     */
    UserContext ofUsers(long[] users, HandedNodes known) {
        List<Csr> relations = new ArrayList<>();
        for (HandedRelation relation : known.context()) {
            relations.add(relation.ends().fromUsers() ? ofUsers(relation, users, relation.columns(known)) : null);
        }
        return new UserContext(users, relations);
    }

    private Csr ofUsers(HandedRelation relation, long[] users, long[] columns) {
        Plan.Other other = plan.context().stream()
                .filter(one -> one.kind().name().equals(relation.name()))
                .findFirst()
                .orElseThrow(() -> new JobException("The model was trained with `" + relation.name()
                        + "`, which its declaration does not have. Train it again."));
        EdgesById edges = edges(other);
        RelationEdges rows = new RelationEdges(other.kind().weighted(), false);
        for (int edge = 0; edge < edges.size(); edge++) {
            int row = Arrays.binarySearch(users, edges.from()[edge]);
            int column = Arrays.binarySearch(columns, edges.to()[edge]);
            if (row >= 0 && column >= 0) {
                rows.add(row, column, edges.weights()[edge], Double.NaN, false);
            }
        }
        return rows.relation(relation.name(), relation.ends(), users.length, columns.length)
                .edges();
    }

    private EdgesById edges(Plan.Other relation) {
        Server from = server;
        String query = relation.query();
        List<IdRange> ranges = relation.kind().ofUsers()
                ? IdRange.of(server, plan.usersQuery(), "u", partitions)
                : IdRange.of(server, plan.itemsQuery(), "i", partitions);
        return EdgesById.together(spark.parallelize(ranges, Math.max(1, ranges.size()))
                .map(range -> from.query(query, range.parameters(), ContextReader::edges))
                .collect());
    }

    private static EdgesById edges(Result result) {
        LongStream.Builder from = LongStream.builder();
        LongStream.Builder to = LongStream.builder();
        DoubleStream.Builder weights = DoubleStream.builder();
        DoubleStream.Builder times = DoubleStream.builder();
        while (result.hasNext()) {
            Record row = result.next();
            from.add(row.get("u").asLong());
            to.add(row.get("i").asLong());
            weights.add(row.get("w").asDouble());
            times.add(row.get("t").asDouble(Double.NaN));
        }
        return new EdgesById(
                from.build().toArray(),
                to.build().toArray(),
                weights.build().toArray(),
                times.build().toArray());
    }
}
