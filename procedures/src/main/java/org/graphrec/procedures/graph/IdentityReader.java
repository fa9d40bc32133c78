package org.graphrec.procedures.graph;

import org.graphrec.training.graph.Csr;
import org.neo4j.graphdb.Transaction;
import org.neo4j.internal.kernel.api.security.AccessMode;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

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
        InternalTransaction own = (InternalTransaction) transaction;
        try (KernelTransaction.Revertable all =
                own.overrideWith(own.securityContext().withMode(AccessMode.Static.READ))) {
            NodeIndex known =
                    users.with(NodeIdentity.read(own, users, userKey, ofItems.transpose(), items, probe::itemsOf));
            return new IdentityReader(
                    known, items.with(NodeIdentity.read(own, items, itemKey, ofItems, known, probe::usersOf)));
        }
    }
}
