// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import org.graphrec.training.graph.Csr;
import org.neo4j.graphdb.Transaction;

/**
 * Remembers, at training, who users and items are.
 *
 * @param users with their identity
 * @param items with theirs
 */
public record IdentityReader(NodeIndex users, NodeIndex items) {

    /**
     * Reads keys, or compares interactions, as the graph is now, with the right to read all; nothing but salted hashes becomes of it.
     *
     * @param byItem rows of users that each item is learned with, ascending
     * @param userKey null: known by interactions
     * @param itemKey null: likewise
     */
    public static IdentityReader read(
            Transaction transaction,
            NodeIndex users,
            NodeIndex items,
            Csr byItem,
            NodeKey userKey,
            NodeKey itemKey,
            InteractionProbe probe) {
        Csr ofItems = new Csr(byItem.rows(), byItem.columns(), byItem.offsets(), byItem.targets(), null);
        return FullRead.in(transaction, () -> {
            NodeIndex known = users.with(
                    NodeIdentity.read(transaction, users, userKey, ofItems.transpose(), items, probe::itemsOf));
            return new IdentityReader(
                    known, items.with(NodeIdentity.read(transaction, items, itemKey, ofItems, known, probe::usersOf)));
        });
    }
}
