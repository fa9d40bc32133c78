// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.List;
import org.graphrec.procedures.live.InteractionProbe;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Who interacts with what, by a reading, as a transaction sees it.
 *
 * @param reading of any kinds of interactions; what they weigh does not matter
 */
public record LiveProbe(Transaction transaction, GraphReading reading) implements InteractionProbe {

    @Override
    public Iterable<Node> itemsOf(Node user) {
        return others(user, true);
    }

    @Override
    public Iterable<Node> usersOf(Node item) {
        return others(item, false);
    }

    /** Kind by kind, each read when it is come to. */
    private Iterable<Node> others(Node node, boolean user) {
        List<InteractionReading> interactions = reading.interactions();
        return () -> interactions.stream()
                .flatMap(one -> one.others(transaction, node, user))
                .iterator();
    }
}
