// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.NodeReading;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Which rows have a node that the caller may see and that is an item still. Not visible are nodes that are gone or hidden from the
 * caller by privileges, that lost their label, or whose id was given to another node.
 *
 * <p>Whether a row is visible does not depend on a user, so the answers are kept. What is hidden stays hidden for the call.
 */
final class VisibleItems {
    private final Transaction transaction;
    private final NodeReading reading;
    private final LiveItems items;
    private final Map<Integer, Node> nodes = new HashMap<>();
    private final BitSet shown = new BitSet();
    private final BitSet hidden = new BitSet();

    VisibleItems(RankingCall call, LiveItems items) {
        this.transaction = call.transaction();
        this.reading = call.model().live().items();
        this.items = items;
    }

    /** The node of a row, or null where that is not visible. */
    Node node(int row) {
        if (hidden.get(row)) {
            return null;
        }
        Node node = nodes.get(row);
        if (node == null) {
            node = look(row);
            if (node != null) {
                nodes.put(row, node);
            }
        }
        return node;
    }

    /** Whether a row is visible, for many rows whose nodes nobody needs. */
    boolean test(int row) {
        return !hidden.get(row) && (shown.get(row) || look(row) != null);
    }

    /** The rows that were asked about and are not visible; a copy. */
    BitSet hidden() {
        return (BitSet) hidden.clone();
    }

    /** Has rows that were visible looked at again, since a long call sees the graph change. */
    void refresh() {
        nodes.clear();
        shown.clear();
    }

    private Node look(int row) {
        Node node = NodeIds.find(transaction, items.id(row));
        boolean visible = node != null && reading.labelled(node) && items.is(row, node);
        shown.set(row, visible);
        hidden.set(row, !visible);
        return visible ? node : null;
    }
}
