// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.report;

import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * What nodes are called, as the caller may read them.
 *
 * @param transaction of the caller
 * @param nodes by row
 * @param property the name, where a node has one
 */
record NodeNames(Transaction transaction, NodeIndex nodes, String property) {
    private static final int LONGEST = 80;

    /** The name of the node in a row, cut where it is long; its label and id where it has none. */
    String of(int row) {
        Node node = NodeIds.find(transaction, nodes.id(row));
        Object value = node == null ? null : node.getProperty(property, null);
        if (value != null) {
            String name = String.valueOf(value).strip();
            return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1) + "…";
        }
        String label = node == null || !node.getLabels().iterator().hasNext()
                ? "Node"
                : node.getLabels().iterator().next().name();
        return label + " " + nodes.id(row);
    }
}
