// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.procedures.changes.ChangedNodes;
import org.graphrec.procedures.changes.Changes;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The nodes of a label that a model does not know, as a transaction sees them, those it created itself included; among them those
 * that got the id of a known one. One object serves all calls on an index; it looks through the label only when it must.
 *
 * <p>What was found last holds while nothing was changed in the database; and while the label has as many nodes as then, which
 * Neo4j counts without looking, and the transaction sees all that were found. A node that takes the place of another, so that the
 * count stays, is found when the last look is {@value #PATIENCE} times as old as it took, or somebody who met one says so.
 */
public final class NewNodes {
    private static final long PATIENCE = 200;

    private volatile Found last;

    private record Found(long count, List<Long> ids, long at, long nanos, long moment) {}

    /**
     * The nodes that are not {@code known}; ascending by id.
     *
     * @param index that of the known nodes, the same at every call
     * @param known the same nodes as the transaction sees them
     */
    public List<Node> read(Transaction transaction, String label, NodeIndex index, KnownNodes known) {
        long count = StoreCounts.nodes(transaction, label);
        Found found = last;
        if (found != null && found.count() == count && holds(found, transaction)) {
            List<Node> nodes = visible(transaction, label, found.ids());
            if (nodes.size() == found.ids().size()) {
                return unknown(nodes, index, known);
            }
        }
        return look(transaction, label, known, count);
    }

    /** The next call looks. */
    public void lookAnew() {
        last = null;
    }

    private static boolean holds(Found found, Transaction transaction) {
        return System.nanoTime() - found.at() < PATIENCE * found.nanos()
                || !ChangedNodes.of(transaction).anySince(found.moment());
    }

    private List<Node> look(Transaction transaction, String label, KnownNodes known, long count) {
        long begin = System.nanoTime();
        Changes changes = ChangedNodes.of(transaction);
        long moment = changes.now();
        List<Long> ids = new ArrayList<>();
        try (var nodes = transaction.findNodes(Label.label(label))) {
            while (nodes.hasNext()) {
                Node node = nodes.next();
                if (known.row(node) < 0) {
                    ids.add(NodeIds.id(node));
                }
            }
        }
        ids.sort(null);
        long end = System.nanoTime();
        last = new Found(count, List.copyOf(ids), end, end - begin, moment);
        return visible(transaction, label, ids);
    }

    /** Without those that the look of another transaction took for others, and this one does not. */
    private static List<Node> unknown(List<Node> nodes, NodeIndex index, KnownNodes known) {
        return index.identity() == null
                ? nodes
                : nodes.stream().filter(node -> known.row(node) < 0).toList();
    }

    private static List<Node> visible(Transaction transaction, String label, List<Long> ids) {
        List<Node> nodes = new ArrayList<>(ids.size());
        for (long id : ids) {
            Node node = NodeIds.find(transaction, id);
            if (node != null && node.hasLabel(Label.label(label))) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
