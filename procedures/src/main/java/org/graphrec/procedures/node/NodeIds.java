// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.node;

import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.NotFoundException;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/** Nodes, and relationships, by the number that GDS knows them by. The one place that uses it: Neo4j deprecates it for element ids. */
@SuppressWarnings({"deprecation", "removal"})
public final class NodeIds {
    private NodeIds() {}

    /** The number of a node. */
    public static long id(Node node) {
        return node.getId();
    }

    /** The relationship of a number, or null where the transaction sees none. */
    public static Relationship findRelationship(Transaction transaction, long id) {
        try {
            return transaction.getRelationshipById(id);
        } catch (NotFoundException gone) {
            return null;
        }
    }

    /** The number of a relationship: those stored first are the lowest. */
    public static long id(Relationship relationship) {
        return relationship.getId();
    }

    /** The node of a number, or null where the transaction sees none. */
    public static Node find(Transaction transaction, long id) {
        try {
            return transaction.getNodeById(id);
        } catch (NotFoundException gone) {
            return null;
        }
    }
}
