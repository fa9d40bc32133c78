// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.graphrec.training.graph.Events;
import org.graphrec.training.graph.History;
import org.graphrec.training.graph.PairRule;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.recommend.BatchRecommender;
import org.graphrec.training.recommend.Eligibility;
import org.graphrec.training.recommend.Request;
import org.graphrec.training.recommend.Scored;

/**
 * Recommends to the users of one range of ids, as `rec.recommend.write` would, and writes it. A task that runs again replaces what it
 * wrote.
 *
 * @param likeThreshold of the model
 * @param context what users have beside their histories
 * @param seenKinds bits of the interactions whose items are not recommended again
 */
record RecommendTask(
        EventTask events,
        String fileName,
        double likeThreshold,
        long seenKinds,
        int k,
        Broadcast<UserContext> context,
        RecommendationSink sink,
        int usersPerBatch)
        implements Serializable {

    /** Users, relationships written, and relationships that these replaced. */
    long[] run(IdRange range) {
        BatchRecommender recommender = ModelOnExecutor.of(fileName);
        EventTask.Read read = events.read(range);
        PairRule rule = events.rule(likeThreshold);
        Events ofUser = new Events();
        long[] items = events.itemIds().value();
        long[] counts = {read.users().length, 0, 0};
        for (int from = 0; from < read.users().length; from += usersPerBatch) {
            int to = Math.min(read.users().length, from + usersPerBatch);
            List<Long> users = new ArrayList<>();
            List<List<Object>> rows = new ArrayList<>();
            for (int user = from; user < to; user++) {
                read.events().of(user, ofUser);
                long id = read.users()[user];
                users.add(id);
                List<Scored> best = recommender.recommend(request(rule.of(ofUser), id));
                for (int rank = 0; rank < best.size(); rank++) {
                    Scored one = best.get(rank);
                    rows.add(List.of(id, items[one.item()], (double) one.score(), rank + 1L));
                }
            }
            long[] written = sink.replace(users, rows);
            counts[1] += written[0];
            counts[2] += written[1];
        }
        return counts;
    }

    private Request request(Pairs pairs, long user) {
        History history = pairs.history(events.weighted()).with(context.value().of(user));
        return Request.of(history, k).withEligible(Eligibility.ALL.without(pairs.seen(seenKinds)));
    }
}
