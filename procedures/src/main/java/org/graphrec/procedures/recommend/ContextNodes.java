// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.RelationReading;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** The nodes that edges of a model's context lead to, as the calling transaction sees them. */
record ContextNodes(Transaction transaction, TrainedModel model, LiveItems items) {

    /** How a relation is read. */
    RelationReading relation(int index) {
        return model.live().context().relations().get(index);
    }

    /** The node behind a column of a relation; null if it is gone or hidden, or if the columns are values of a property. */
    Node node(int index, int column) {
        RelationReading relation = relation(index);
        if (relation.bands() != null) {
            return null;
        }
        long id = switch (relation.ends()) {
            case USER_USER, ITEM_USER -> model.graph().users().id(column);
            case USER_ITEM, ITEM_ITEM -> items.id(column);
            case USER_NODE, ITEM_NODE -> relation.nodes().id(column);
        };
        return NodeIds.find(transaction, id);
    }
}
