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

    /** The same failure by its way out, where the store of the database cannot hold what was to be written. */
    RuntimeException explained(RuntimeException failure) {
        for (Throwable cause = failure; target.vectorType() && cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("store format")) {
                return new IllegalArgumentException(
                        "The value of `writeVectorType` is `true`, but the store format of this"
                                + " database cannot hold the type VECTOR. That takes the format `block`, which Neo4j Enterprise"
                                + " Edition has. Leave it out: vectors are then lists of floats, which the vector index reads as"
                                + " well.");
            }
        }
        return failure;
    }
}
