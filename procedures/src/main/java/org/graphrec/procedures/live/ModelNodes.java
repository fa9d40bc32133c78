// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graphrec.training.graph.Csr;
import org.neo4j.graphdb.Transaction;

/**
 * The nodes behind the rows of a model, and what they and their relationships are called in the graph.
 *
 * @param users the source nodes
 * @param items the target nodes, those without an interaction included
 * @param sourceLabel the users' label, or null where the projection knows none
 * @param targetLabel the items' label, or null
 * @param relationshipTypes the types read, as the projection names them; empty where it names none
 */
public record ModelNodes(
        NodeIndex users, NodeIndex items, String sourceLabel, String targetLabel, List<String> relationshipTypes) {

    public ModelNodes {
        relationshipTypes = List.copyOf(relationshipTypes);
    }

    /** The same without the user of a row. */
    public ModelNodes withoutUser(int row) {
        return with(users.without(row), items.withoutPartner(row));
    }

    /**
     * The same, and it is remembered who its nodes are, so that others are told from them which get their ids.
     *
     * @param byItem [items, users] who interacted with an item
     * @param probe reads interactions as they are now
     * @param userKey null: the key of a constraint on the users' label; where there is none, their interactions
     * @param itemKey likewise of the items
     */
    public ModelNodes identified(
            Transaction transaction, Csr byItem, InteractionProbe probe, NodeKey userKey, NodeKey itemKey) {
        IdentityReader known = IdentityReader.read(
                transaction,
                users,
                items,
                byItem,
                userKey == null ? NodeKey.ofConstraint(transaction, sourceLabel) : userKey,
                itemKey == null ? NodeKey.ofConstraint(transaction, targetLabel) : itemKey,
                probe);
        return with(known.users(), known.items());
    }

    private ModelNodes with(NodeIndex otherUsers, NodeIndex otherItems) {
        return new ModelNodes(otherUsers, otherItems, sourceLabel, targetLabel, relationshipTypes);
    }

    /** By what items and users are told from others that get their ids, as a model's info says it. */
    public Map<String, Object> knownBy() {
        Map<String, Object> knownBy = new LinkedHashMap<>();
        knownBy.put("items", items.knownBy());
        knownBy.put("users", users.knownBy());
        return knownBy;
    }

    /** Whether users and items have labels of their own. */
    public boolean twoKinds() {
        return sourceLabel != null && !sourceLabel.equals(targetLabel);
    }
}
