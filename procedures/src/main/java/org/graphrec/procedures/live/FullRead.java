// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.function.Supplier;
import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.KernelTransaction;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/**
 * Reads in the caller's transaction with the right to read all, for what must not depend on who asks first: whether a node is the
 * one of training, and what vectors items have. Nothing that is read may reach the caller.
 */
public final class FullRead {
    private FullRead() {}

    /** What {@code work} reads. */
    public static <T> T in(Transaction transaction, Supplier<T> work) {
        InternalTransaction own = (InternalTransaction) transaction;
        KernelTransaction.Revertable all =
                own.overrideWith(own.securityContext().withMode(StaticAccess.READ));
        try {
            return work.get();
        } finally {
            all.close();
        }
    }
}
