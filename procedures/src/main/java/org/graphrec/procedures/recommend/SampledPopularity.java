// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.model.Popularity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * How many users have each item, estimated from some users, so that the time does not grow with the graph. Users are taken evenly from
 * all, by the order of their ids, until {@value #USERS} of them have something, or {@value #LOOKED_AT} were looked at. Where all are
 * among them, nothing is estimated. The same graph gives the same sample.
 */
final class SampledPopularity {
    /** Users with a history that stand for all. */
    static final int USERS = 2_000;

    private static final int LOOKED_AT = 10 * USERS;
    private static final int BLOCK = 256;

    private final Map<Long, Integer> counts;
    private final double each;

    private SampledPopularity(Map<Long, Integer> counts, double each) {
        this.counts = counts;
        this.each = each;
    }

    /** Reads some users, as the transaction sees them. */
    static SampledPopularity read(Transaction transaction, GraphReading reading, Monitor monitor) {
        SpreadNodes all = SpreadNodes.of(reading.users().labelled(transaction), monitor);
        List<Node> nodes = new ArrayList<>();
        Map<Long, Integer> rowOf = new HashMap<>();
        Histories histories = new Histories(transaction, reading, node -> row(reading, node, nodes, rowOf));
        List<Integer> counts = new ArrayList<>();
        int having = 0;
        int looked = 0;
        while (looked < Math.min(all.size(), LOOKED_AT) && having < USERS) {
            monitor.assertRunning();
            List<Node> block = all.between(transaction, looked, Math.min(looked + BLOCK, all.size()));
            looked += block.size();
            for (Pairs pairs : histories.of(reading.users().of(transaction, block))) {
                having += pairs.size() > 0 ? 1 : 0;
                for (int i = 0; i < pairs.size(); i++) {
                    while (counts.size() <= pairs.item(i)) {
                        counts.add(0);
                    }
                    if (pairs.verdict(i) == Pairs.Verdict.LIKED) {
                        counts.set(pairs.item(i), counts.get(pairs.item(i)) + 1);
                    }
                }
            }
        }
        Set<Node> items = new HashSet<>(reading.items().of(transaction, nodes));
        Map<Long, Integer> liked = new HashMap<>();
        for (int row = 0; row < counts.size(); row++) {
            if (counts.get(row) > 0 && items.contains(nodes.get(row))) {
                liked.put(NodeIds.id(nodes.get(row)), counts.get(row));
            }
        }
        return new SampledPopularity(liked, looked == 0 ? 1 : (double) all.size() / looked);
    }

    private static int row(GraphReading reading, Node node, List<Node> nodes, Map<Long, Integer> rowOf) {
        return rowOf.computeIfAbsent(NodeIds.id(node), id -> {
            if (!reading.items().labelled(node)) {
                return -1;
            }
            nodes.add(node);
            return nodes.size() - 1;
        });
    }

    /** The items that somebody of the sample likes. */
    NavigableSet<Long> items() {
        return new TreeSet<>(counts.keySet());
    }

    /** Over some items; a score is the number of users, or the estimate of it. */
    Popularity over(NodeIndex items) {
        int[] known = new int[items.size()];
        float[] scores = new float[items.size()];
        counts.forEach((id, count) -> {
            int row = items.row(id);
            if (row >= 0) {
                known[row] = count;
                scores[row] = (float) (each * count);
            }
        });
        return Popularity.ofScores(known, scores);
    }
}
