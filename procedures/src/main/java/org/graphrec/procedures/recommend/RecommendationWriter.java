// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.graphrec.procedures.live.OwnTransactions;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.model.TrainedModel;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.Transaction;

/** Replaces relationships with scores, those of a block of nodes in a transaction of its own. */
final class RecommendationWriter {
    private final OwnTransactions transactions;
    private final RecommendOptions.WriteTarget target;
    private final RelationshipType type;
    private final String model;
    private long written;
    private long deleted;

    RecommendationWriter(OwnTransactions transactions, TrainedModel model, RecommendOptions.WriteTarget target) {
        this.transactions = transactions;
        this.target = target;
        this.model = model.name();
        this.type = RelationshipType.withName(target.relationshipType());
        List<String> histories =
                model.live().live() ? model.live().types() : model.graph().relationshipTypes();
        // an empty list means that every type counts as history
        if (histories.isEmpty() || histories.contains(target.relationshipType())) {
            throw new IllegalArgumentException(
                    "The value of `writeRelationshipType` must not be a type that the model `"
                            + model.name() + "` learns from but was `" + target.relationshipType()
                            + "`: writing replaces what is"
                            + " there. Choose another, and project relationship types by name.");
        }
    }

    /** A relationship to be. */
    record Row(Node from, Node to, double score, long rank) {}

    /** Deletes what the nodes had of this type and writes the rows; ends early, writing nothing, when no longer running. */
    void replace(List<Node> froms, List<Row> rows, BooleanSupplier running) {
        long[] counts = transactions.commit(running, transaction -> {
            lock(transaction, froms, rows);
            return new long[] {delete(transaction, froms), create(transaction, rows)};
        });
        deleted += counts[0];
        written += counts[1];
    }

    private long delete(Transaction transaction, List<Node> froms) {
        long count = 0;
        for (Node from : froms) {
            Node node = NodeIds.find(transaction, NodeIds.id(from));
            if (node != null) {
                for (Relationship old : node.getRelationships(Direction.OUTGOING, type)) {
                    old.delete();
                    count++;
                }
            }
        }
        return count;
    }

    private long create(Transaction transaction, List<Row> rows) {
        long count = 0;
        for (Row row : rows) {
            Node from = NodeIds.find(transaction, NodeIds.id(row.from()));
            Node to = NodeIds.find(transaction, NodeIds.id(row.to()));
            if (from != null && to != null) {
                Relationship relationship = from.createRelationshipTo(to, type);
                relationship.setProperty(target.property(), row.score());
                relationship.setProperty("rank", row.rank());
                relationship.setProperty(WrittenTypes.MODEL, model);
                count++;
            }
        }
        return count;
    }

    /**
     * Locks every node whose relationships change, in the order of their ids, as any two writers do: the commit would
     * lock them too, in an order of its own.
     */
    private void lock(Transaction transaction, List<Node> froms, List<Row> rows) {
        SortedSet<Long> ids = new TreeSet<>();
        for (Node from : froms) {
            Node node = NodeIds.find(transaction, NodeIds.id(from));
            if (node != null) {
                ids.add(NodeIds.id(node));
                node.getRelationships(Direction.OUTGOING, type).forEach(old -> ids.add(NodeIds.id(old.getEndNode())));
            }
        }
        rows.forEach(row -> ids.add(NodeIds.id(row.to())));
        for (long id : ids) {
            Node node = NodeIds.find(transaction, id);
            if (node != null) {
                transaction.acquireWriteLock(node);
            }
        }
    }

    long written() {
        return written;
    }

    long deleted() {
        return deleted;
    }
}
