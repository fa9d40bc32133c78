// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** Nodes in an order of which any beginning lies evenly between all of them, by their ids. The same nodes have the same order. */
final class SpreadNodes {
    private static final double GOLDEN_RATIO = (Math.sqrt(5) - 1) / 2;

    private final long[] ids;

    /** Multiples of it, modulo the number of nodes, meet every node once. */
    private final int step;

    private SpreadNodes(long[] ids) {
        this.ids = ids;
        this.step = step(ids.length);
    }

    /** All that the iterator has. */
    static SpreadNodes of(Iterator<Node> nodes, Monitor monitor) {
        return new SpreadNodes(ids(nodes, monitor));
    }

    /** The ids of some nodes, ascending. */
    static long[] ids(Iterator<Node> nodes, Monitor monitor) {
        long[] ids = new long[1024];
        int size = 0;
        while (nodes.hasNext()) {
            if (size == ids.length) {
                monitor.assertRunning();
                ids = Arrays.copyOf(ids, 2 * size);
            }
            ids[size++] = NodeIds.id(nodes.next());
        }
        long[] sorted = Arrays.copyOf(ids, size);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The number of nodes. */
    int size() {
        return ids.length;
    }

    /** The nodes from one place of the order to before another. */
    List<Node> between(Transaction transaction, int from, int to) {
        List<Node> nodes = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            nodes.add(NodeIds.find(transaction, ids[(int) ((long) i * step % ids.length)]));
        }
        return nodes;
    }

    private static int step(int nodes) {
        int step = Math.max(1, (int) (GOLDEN_RATIO * nodes));
        while (gcd(step, nodes) > 1) {
            step++;
        }
        return step;
    }

    private static int gcd(int one, int other) {
        return other == 0 ? one : gcd(other, one % other);
    }
}
