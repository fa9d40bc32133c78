// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.Transaction;

/**
 * Relationships of a user that the plugin had written and that are removed.
 *
 * @param counts by type
 */
record WrittenRelationships(Map<String, Long> counts) {

    /**
     * Removes what the plugin wrote from or to a node, in the transaction.
     *
     * @param id of the node, which may be gone, and its relationships with it
     * @param modelName removes what this model wrote alone; null: what any did
     */
    static WrittenRelationships remove(Transaction transaction, long id, String modelName) {
        Map<String, Long> counts = new TreeMap<>();
        Node node = NodeIds.find(transaction, id);
        if (node != null) {
            for (Relationship relationship : node.getRelationships()) {
                Object model = relationship.getProperty(WrittenTypes.MODEL, null);
                if (model != null && (modelName == null || modelName.equals(model))) {
                    counts.merge(relationship.getType().name(), 1L, Long::sum);
                    relationship.delete();
                }
            }
        }
        return new WrittenRelationships(counts);
    }

    ForgetRow row() {
        return new ForgetRow(
                null,
                List.of("relationships that the plugin wrote"),
                List.of(),
                "Nothing to train: no model learns from these unless they are named.",
                counts,
                ForgetRow.now());
    }
}
