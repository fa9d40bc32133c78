// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.StoreCounts;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * The argument of a call that names users or items of a model: a node, a list of nodes, or {@code '*'} for all.
 *
 * @param parameter its name
 * @param reading which nodes they are
 * @param learned the nodes that the model was trained on
 * @param known those of them that are still there
 * @param modelName the model's
 */
public record NodeArgument(
        String parameter, NodeReading reading, NodeIndex learned, KnownNodes known, String modelName) {

    /** The nodes of an argument, in order. */
    public Iterator<Node> resolve(Object argument, Transaction transaction) {
        return resolve(argument, transaction, this::node);
    }

    /** The same where the caller resolves a single value, each before the first is handed out. */
    public Iterator<Node> resolve(Object argument, Transaction transaction, Function<Object, Node> one) {
        if ("*".equals(argument)) {
            return reading.all(transaction, learned, known);
        }
        List<?> list = argument instanceof List<?> several ? several : Collections.singletonList(argument);
        if (list.isEmpty()) {
            throw refused(argument, "");
        }
        return list.stream().map(one).toList().iterator();
    }

    /** How many nodes an argument has, at most, before any is read. */
    public long count(Object argument, Transaction transaction) {
        if (!"*".equals(argument)) {
            return argument instanceof List<?> list ? list.size() : 1;
        }
        return reading.label() == null
                ? learned.size()
                : Math.max(learned.size(), StoreCounts.nodes(transaction, reading.label()));
    }

    /** An argument that is one node. */
    public Node node(Object value) {
        if (!(value instanceof Node node)) {
            throw refused(value, " Match the nodes first and pass them.");
        }
        if (!reading.labelled(node)) {
            throw refused(shown(node), "");
        }
        return node;
    }

    /** A node as an error shows it, with its labels and its element id. */
    public static String shown(Node node) {
        StringBuilder text = new StringBuilder("(");
        node.getLabels().forEach(label -> text.append(':').append(label.name()));
        return text.append(" {elementId: ")
                .append(node.getElementId())
                .append("})")
                .toString();
    }

    private IllegalArgumentException refused(Object value, String wayOut) {
        return new IllegalArgumentException("The value of `" + parameter + "` must be "
                + (parameter.endsWith("s") ? "a node, a list of nodes or '*'" : "a node")
                + reading.withLabel() + ", as the model `" + modelName
                + "` was trained, but was `" + Config.shown(value) + "`." + wayOut);
    }
}
