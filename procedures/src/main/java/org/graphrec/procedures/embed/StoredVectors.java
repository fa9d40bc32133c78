package org.graphrec.procedures.embed;

import java.util.List;
import org.graphrec.procedures.graph.Spaces;
import org.neo4j.graphdb.Transaction;

/** Writes vectors as a property of their nodes, each with its passport beside it. */
final class StoredVectors implements EmbeddingPass.Sink {
    private final String property;
    private long written;

    StoredVectors(String property) {
        this.property = property;
    }

    @Override
    public void accept(Transaction transaction, List<EmbeddedNode> embedded) {
        for (EmbeddedNode one : embedded) {
            if (one.vector() != null) {
                one.node().setProperty(property, one.vector());
                one.node()
                        .setProperty(
                                Spaces.passportProperty(property),
                                one.passport().toString());
                written++;
            }
        }
    }

    long written() {
        return written;
    }
}
