// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/** The nodes of some labels for which more must hold, which is asked of many at once. */
final class Filtered implements Iterator<Node> {
    private static final int BLOCK = 1_000;

    private final NodeReading reading;
    private final Transaction transaction;
    private final Iterator<Node> labelled;
    private Iterator<Node> block = List.<Node>of().iterator();

    Filtered(NodeReading reading, Transaction transaction) {
        this.reading = reading;
        this.transaction = transaction;
        this.labelled = reading.labelled(transaction);
    }

    @Override
    public boolean hasNext() {
        while (!block.hasNext() && labelled.hasNext()) {
            List<Node> nodes = new ArrayList<>(BLOCK);
            while (nodes.size() < BLOCK && labelled.hasNext()) {
                nodes.add(labelled.next());
            }
            block = reading.of(transaction, nodes).iterator();
        }
        return block.hasNext();
    }

    @Override
    public Node next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return block.next();
    }
}
