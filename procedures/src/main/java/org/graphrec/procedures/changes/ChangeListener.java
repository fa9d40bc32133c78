// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.changes;

import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.GraphDatabaseService;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;
import org.neo4j.graphdb.event.LabelEntry;
import org.neo4j.graphdb.event.PropertyEntry;
import org.neo4j.graphdb.event.TransactionData;
import org.neo4j.graphdb.event.TransactionEventListener;
import org.neo4j.logging.Log;

/**
 * Tells {@link ChangedNodes} of every transaction that writes: nodes that it creates, deletes or changes, and both ends of such
 * relationships. Neo4j calls it for no transaction that only reads. It never fails a transaction.
 */
final class ChangeListener implements TransactionEventListener<ChangedNodes.Commit> {
    private final ChangedNodes changed;
    private final Log log;

    ChangeListener(ChangedNodes changed, Log log) {
        this.changed = changed;
        this.log = log;
    }

    @Override
    public ChangedNodes.Commit beforeCommit(
            TransactionData data, Transaction transaction, GraphDatabaseService database) {
        ChangedNodes.Commit commit;
        try {
            commit = changed.begin();
            read(data, commit);
        } catch (RuntimeException | OutOfMemoryError unreadable) {
            log.warn("It is unknown which nodes a transaction changes: %s", unreadable.toString());
            commit = changed.beginUnknown();
        }
        commit.announce();
        return commit;
    }

    @Override
    public void afterCommit(TransactionData data, ChangedNodes.Commit commit, GraphDatabaseService database) {
        if (commit != null) {
            commit.committed();
        }
    }

    @Override
    public void afterRollback(TransactionData data, ChangedNodes.Commit commit, GraphDatabaseService database) {
        if (commit != null) {
            commit.rolledBack();
        }
    }

    private static void read(TransactionData data, ChangedNodes.Commit commit) {
        data.createdNodes().forEach(node -> commit.add(NodeIds.id(node)));
        data.deletedNodes().forEach(node -> commit.add(NodeIds.id(node)));
        for (PropertyEntry<Node> entry : data.assignedNodeProperties()) {
            commit.add(NodeIds.id(entry.entity()));
        }
        for (PropertyEntry<Node> entry : data.removedNodeProperties()) {
            commit.add(NodeIds.id(entry.entity()));
        }
        for (LabelEntry entry : data.assignedLabels()) {
            commit.add(NodeIds.id(entry.node()));
        }
        for (LabelEntry entry : data.removedLabels()) {
            commit.add(NodeIds.id(entry.node()));
        }
        data.createdRelationships().forEach(relationship -> ends(relationship, commit));
        data.deletedRelationships().forEach(relationship -> ends(relationship, commit));
        for (PropertyEntry<Relationship> entry : data.assignedRelationshipProperties()) {
            ends(entry.entity(), commit);
        }
        for (PropertyEntry<Relationship> entry : data.removedRelationshipProperties()) {
            ends(entry.entity(), commit);
        }
    }

    private static void ends(Relationship relationship, ChangedNodes.Commit commit) {
        commit.add(NodeIds.id(relationship.getStartNode()));
        commit.add(NodeIds.id(relationship.getEndNode()));
    }
}
