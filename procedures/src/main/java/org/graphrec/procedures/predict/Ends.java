package org.graphrec.procedures.predict;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.Counts;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.reading.NodeReading;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * One end of the pairs of a call: the argument {@code users} or {@code items}.
 *
 * @param parameter its name
 * @param reading which nodes they are
 * @param index the nodes that the model was trained on
 * @param known those of them that are still there
 * @param modelName the model's
 */
record Ends(String parameter, NodeReading reading, NodeIndex index, KnownNodes known, String modelName) {

    /** The nodes of an argument: a node, a list of nodes, or {@code '*'} for all. */
    Iterator<Node> of(Object argument, Transaction transaction) {
        if ("*".equals(argument)) {
            return reading.all(transaction, index, known);
        }
        List<?> list = argument instanceof List<?> several ? several : Collections.singletonList(argument);
        if (list.isEmpty()) {
            throw refused(argument, "");
        }
        return list.stream().map(this::node).toList().iterator();
    }

    /** How many nodes an argument has, at most, before any is read. */
    long count(Object argument, Transaction transaction) {
        if (!"*".equals(argument)) {
            return argument instanceof List<?> list ? list.size() : 1;
        }
        return reading.label() == null
                ? index.size()
                : Math.max(index.size(), Counts.nodes(transaction, reading.label()));
    }

    /** An argument that is one node. */
    Node node(Object value) {
        if (!(value instanceof Node node)) {
            throw refused(value, " Match the nodes first and pass them.");
        }
        if (!reading.labelled(node)) {
            throw refused(described(node), "");
        }
        return node;
    }

    private IllegalArgumentException refused(Object value, String wayOut) {
        return new IllegalArgumentException("The value of `" + parameter + "` must be "
                + (parameter.endsWith("s") ? "a node, a list of nodes or '*'" : "a node")
                + reading.withLabel() + ", as the model `" + modelName
                + "` was trained, but was `" + Config.shown(value) + "`." + wayOut);
    }

    private static String described(Node node) {
        StringBuilder text = new StringBuilder("(");
        node.getLabels().forEach(name -> text.append(':').append(name.name()));
        return text.append(" {elementId: ")
                .append(node.getElementId())
                .append("})")
                .toString();
    }
}
