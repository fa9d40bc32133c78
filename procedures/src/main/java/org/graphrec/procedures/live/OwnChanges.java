// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import org.neo4j.graphdb.Transaction;
import org.neo4j.kernel.api.txstate.TxStateHolder;
import org.neo4j.kernel.impl.coreapi.InternalTransaction;

/** Whether a transaction sees changes of its own, which nobody else sees and which may be taken back. */
public final class OwnChanges {
    private OwnChanges() {}

    /** True where it has some, or it is not known. */
    public static boolean in(Transaction transaction) {
        return !(((InternalTransaction) transaction).kernelTransaction() instanceof TxStateHolder holder)
                || holder.hasTxStateWithChanges();
    }
}
