// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.graphrec.procedures.call.RunningCall;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.Histories;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.model.Popularity;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** How many users have each item now, and how lately: all interactions are read, as the calling transaction sees them. */
final class LivePopularity {
    private static final int BLOCK = 256;
    private static final double DAY = 86_400;

    /** A row and a time, of the longer array and of the one it is copied from. */
    private static final int BYTES_OF_INTERACTION = 2 * (Integer.BYTES + Double.BYTES);

    private final NodeIndex items;
    private final int[] counts;
    private final int[] rows;
    private final double[] times;

    private LivePopularity(NodeIndex items, int[] counts, int[] rows, double[] times) {
        this.items = items;
        this.counts = counts;
        this.rows = rows;
        this.times = times;
    }

    /** Reads every user, of whom each counts once for an item they like; the call advances by one a user. */
    static LivePopularity read(Transaction transaction, GraphReading reading, RunningCall call) {
        NodeIndex items = items(transaction, reading.items(), call);
        int[] counts = new int[items.size()];
        int[] rows = new int[1024];
        double[] times = new double[1024];
        int size = 0;
        Histories histories = new Histories(transaction, reading, node -> items.row(NodeIds.id(node)));
        Iterator<Node> users = nodes(transaction, reading.users());
        while (users.hasNext()) {
            List<Node> block = new ArrayList<>();
            while (block.size() < BLOCK && users.hasNext()) {
                block.add(users.next());
            }
            call.assertRunning();
            for (Pairs pairs : histories.of(block)) {
                for (int i = 0; i < pairs.size(); i++) {
                    if (pairs.verdict(i) == Pairs.Verdict.LIKED) {
                        counts[pairs.item(i)]++;
                        if (size == rows.length) {
                            call.reserve((long) BYTES_OF_INTERACTION * size);
                            rows = Arrays.copyOf(rows, 2 * size);
                            times = Arrays.copyOf(times, 2 * size);
                        }
                        rows[size] = pairs.item(i);
                        times[size++] = pairs.time(i);
                    }
                }
            }
            call.advance(block.size());
        }
        return new LivePopularity(items, counts, Arrays.copyOf(rows, size), Arrays.copyOf(times, size));
    }

    /** All items there are. */
    static NodeIndex items(Transaction transaction, NodeReading reading, Monitor monitor) {
        return new NodeIndex(SpreadNodes.ids(nodes(transaction, reading), monitor));
    }

    private static Iterator<Node> nodes(Transaction transaction, NodeReading reading) {
        Iterator<Node> labelled = reading.labelled(transaction);
        if (reading.plain()) {
            return labelled;
        }
        List<Node> all = new ArrayList<>();
        labelled.forEachRemaining(all::add);
        return reading.of(transaction, all).iterator();
    }

    /** The items, those included that nobody has. */
    NodeIndex items() {
        return items;
    }

    /** By the number of users; a score is that number. */
    Popularity ofAllTime() {
        float[] scores = new float[counts.length];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = counts[item];
        }
        return Popularity.ofScores(counts, scores);
    }

    /** Whether there is no interaction at all that has a time, and some that have none. */
    boolean timeless() {
        return times.length > 0 && Arrays.stream(times).noneMatch(Double::isFinite);
    }

    /**
     * By the number of users, each counting half as much for every so many days before the latest interaction of all. What has no
     * time does not count.
     */
    Popularity ofLate(double halfLifeDays) {
        double latest = Arrays.stream(times).filter(Double::isFinite).max().orElse(0);
        double[] sums = new double[counts.length];
        for (int i = 0; i < rows.length; i++) {
            if (Double.isFinite(times[i])) {
                sums[rows[i]] += Math.pow(0.5, (latest - times[i]) / (DAY * halfLifeDays));
            }
        }
        float[] scores = new float[counts.length];
        for (int item = 0; item < scores.length; item++) {
            scores[item] = (float) sums[item];
        }
        return Popularity.ofScores(counts, scores);
    }
}
