// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.graph.PairRule;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;
import org.neo4j.driver.TransactionContext;

/**
 * Reads what the users of one range of ids did, by the queries of the server.
 *
 * @param aggregates of each kind of event, by name
 * @param itemIds ascending; a node that is none of them is passed over
 */
record EventTask(
        Server server,
        String usersQuery,
        List<Plan.Named> interactions,
        List<String> aggregates,
        boolean weighted,
        Broadcast<long[]> itemIds)
        implements Serializable {

    static EventTask of(Server server, Plan plan, Broadcast<long[]> itemIds) {
        return new EventTask(
                server,
                plan.usersQuery(),
                plan.interactions(),
                plan.rule().aggregates().stream().map(Aggregate::cypherName).toList(),
                plan.rule().weighted(),
                itemIds);
    }

    /** Users, by row, and their events. */
    @SuppressWarnings("ArrayRecordComponent")
    record Read(long[] users, EventRows events) {}

    /** The rule by which the server makes pairs of these events. */
    PairRule rule(double likeThreshold) {
        return new PairRule(
                aggregates.stream()
                        .map(name -> Aggregate.of(name).orElseThrow())
                        .toList(),
                weighted,
                likeThreshold);
    }

    /** Reads a range in one transaction. */
    Read read(IdRange range) {
        return server.ask(session -> session.executeRead(transaction -> {
            long[] users = transaction.run(usersQuery, range.parameters()).stream()
                    .mapToLong(row -> row.get("u").asLong())
                    .sorted()
                    .toArray();
            EventRows events = new EventRows();
            for (int kind = 0; kind < interactions.size(); kind++) {
                add(kind, transaction, range, users, events);
            }
            return new Read(users, events);
        }));
    }

    private void add(int kind, TransactionContext transaction, IdRange range, long[] users, EventRows events) {
        long[] items = itemIds.value();
        Result result = transaction.run(interactions.get(kind).query(), range.parameters());
        while (result.hasNext()) {
            Record row = result.next();
            long userId = row.get("u").asLong();
            long itemId = row.get("i").asLong();
            int user = Arrays.binarySearch(users, userId);
            int item = Arrays.binarySearch(items, itemId);
            // nobody is recommended to themselves, or learned from for it
            if (user >= 0 && item >= 0 && userId != itemId) {
                events.add(
                        user,
                        item,
                        kind,
                        row.get("w").asDouble(),
                        row.get("t").asDouble(),
                        row.get("l").asDouble() != 0);
            }
        }
    }
}
