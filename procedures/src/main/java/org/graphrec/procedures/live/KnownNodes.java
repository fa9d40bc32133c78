// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.function.Function;
import org.graphrec.procedures.changes.ChangedNodes;
import org.graphrec.procedures.changes.Changes;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The items, or the users, that a model was trained on, as one transaction sees them: whose id was given to another node is not
 * among them. Whether it was is read with the right to read all; nothing but yes or no becomes of that.
 */
public final class KnownNodes {
    private final Transaction transaction;
    private final NodeIndex nodes;
    private final NodeIndex others;
    private final Function<Node, Iterable<Node>> live;
    private final Changes changes;
    private final boolean keep;

    private KnownNodes(
            Transaction transaction, NodeIndex nodes, NodeIndex others, Function<Node, Iterable<Node>> live) {
        this.transaction = transaction;
        this.nodes = nodes;
        this.others = others;
        this.live = live;
        this.changes = ChangedNodes.of(transaction);
        this.keep = NodeIdentity.holdsForOthers(transaction);
    }

    /** The items of a model. */
    public static KnownNodes items(Transaction transaction, NodeIndex users, NodeIndex items, InteractionProbe probe) {
        return new KnownNodes(transaction, items, users, probe::usersOf);
    }

    /** The users of a model. */
    public static KnownNodes users(Transaction transaction, NodeIndex users, NodeIndex items, InteractionProbe probe) {
        return new KnownNodes(transaction, users, items, probe::itemsOf);
    }

    /** The row of a node, negative where it has none. */
    public int row(Node node) {
        int row = nodes.row(NodeIds.id(node));
        return row < 0 || same(row, node) ? row : -1;
    }

    /** Whether a node with the id of a row is the one of that row. */
    public boolean same(int row, Node node) {
        if (nodes.identity() == null || nodes.identity().sameAsBefore(row, node, changes)) {
            return true;
        }
        return FullRead.in(transaction, () -> nodes.identity().same(row, node, others, live, changes, keep));
    }
}
