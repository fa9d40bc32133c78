package org.graphrec.procedures.graph;

import java.util.ArrayList;
import java.util.List;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The nodes of a label that an index does not have, as a transaction sees them, those it created itself included. One object serves
 * all calls on an index; it looks through the label only when it must.
 *
 * <p>What was found last holds while the label has as many nodes as then, which Neo4j counts without looking, and the transaction
 * sees all that were found. A node that takes the place of another, so that the count stays, is found when the last look is
 * {@value #PATIENCE} times as old as it took.
 */
public final class NewNodes {
    private static final long PATIENCE = 200;

    private volatile Found last;

    private record Found(long count, List<Long> ids, long at, long nanos) {}

    /** The nodes that {@code known}, the same at every call, does not have; ascending by id. */
    public List<Node> of(Transaction transaction, String label, NodeIndex known) {
        long count = Counts.nodes(transaction, label);
        Found found = last;
        if (found != null && found.count() == count && System.nanoTime() - found.at() < PATIENCE * found.nanos()) {
            List<Node> nodes = visible(transaction, label, found.ids());
            if (nodes.size() == found.ids().size()) {
                return nodes;
            }
        }
        return look(transaction, label, known, count);
    }

    private List<Node> look(Transaction transaction, String label, NodeIndex known, long count) {
        long begin = System.nanoTime();
        List<Long> ids = new ArrayList<>();
        try (var nodes = transaction.findNodes(Label.label(label))) {
            while (nodes.hasNext()) {
                long id = NodeIds.id(nodes.next());
                if (known.row(id) < 0) {
                    ids.add(id);
                }
            }
        }
        ids.sort(null);
        long end = System.nanoTime();
        last = new Found(count, List.copyOf(ids), end, end - begin);
        return visible(transaction, label, ids);
    }

    private static List<Node> visible(Transaction transaction, String label, List<Long> ids) {
        List<Node> nodes = new ArrayList<>(ids.size());
        for (long id : ids) {
            Node node = NodeIds.find(transaction, id);
            if (node != null && node.hasLabel(Label.label(label))) {
                nodes.add(node);
            }
        }
        return nodes;
    }
}
