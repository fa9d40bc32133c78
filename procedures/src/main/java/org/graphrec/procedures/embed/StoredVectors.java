// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.embed;

import java.util.List;
import org.graphrec.procedures.live.Spaces;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Writes vectors as a property of their nodes, each with its passport beside it. A node whose text gives no vector any more
 * loses the one that its passport says was written here.
 */
final class StoredVectors implements EmbeddingPass.Sink {
    private final EmbedTarget target;
    private final String passport;
    private long pending;
    private long written;

    StoredVectors(EmbedTarget target) {
        this.target = target;
        this.passport = Spaces.passportProperty(target.property());
    }

    @Override
    public void accept(Transaction transaction, List<EmbeddedNode> embedded) {
        pending = 0;
        for (EmbeddedNode one : embedded) {
            Node node = one.node();
            if (one.vector() != null) {
                node.setProperty(target.property(), target.value(one.vector()));
                node.setProperty(passport, one.passport().toString());
                pending++;
            } else if (node.hasProperty(passport)) {
                node.removeProperty(target.property());
                node.removeProperty(passport);
            }
        }
    }

    @Override
    public void committed() {
        written += pending;
    }

    /** Vectors that are in the database for good. */
    long written() {
        return written;
    }
}
