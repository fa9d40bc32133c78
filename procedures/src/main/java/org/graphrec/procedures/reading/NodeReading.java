// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.reading;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.graphrec.procedures.cypher.Expression;
import org.graphrec.procedures.live.KnownNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Which nodes of the live graph are users, or items.
 *
 * @param variable what {@code where} calls them: {@code user} or {@code item}
 * @param labels one of which a node must have; empty: any node
 * @param where a predicate that must hold as well, or null
 * @param projected the labels that the projection has for labels of the graph, by the projection's name; null stands for any node
 * @param properties that conditions refer to
 * @param conditions filters of the projection that must hold as well
 * @param known whether what the projection left out can be told from the live graph at all
 */
public record NodeReading(
        String variable,
        List<String> labels,
        Expression where,
        Map<String, String> projected,
        List<PropertyReading> properties,
        List<Condition> conditions,
        boolean known) {

    public NodeReading {
        labels = List.copyOf(labels);
        properties = List.copyOf(properties);
        conditions = List.copyOf(conditions);
    }

    /** All nodes that have one of some labels. */
    public static NodeReading ofLabels(String variable, List<String> labels) {
        return new NodeReading(variable, labels, null, Map.of(), List.of(), List.of(), true);
    }

    /** The one label, or null where there is none or are several. */
    public String label() {
        return labels.size() == 1 ? labels.get(0) : null;
    }

    /** Whether labels alone tell. */
    public boolean plain() {
        return where == null && conditions.isEmpty();
    }

    /** Whether a node has one of the labels. */
    public boolean labelled(Node node) {
        return labels.isEmpty() || labels.stream().anyMatch(label -> node.hasLabel(Label.label(label)));
    }

    /** All nodes that have one of the labels, each once. */
    public Iterator<Node> labelled(Transaction transaction) {
        if (labels.size() == 1) {
            return transaction.findNodes(Label.label(labels.get(0)));
        }
        if (labels.isEmpty()) {
            return transaction.getAllNodes().iterator();
        }
        // a node with several of the labels comes with the first of them
        return labels.stream()
                .flatMap(label -> transaction.findNodes(Label.label(label)).stream()
                        .filter(node -> labels.subList(0, labels.indexOf(label)).stream()
                                .noneMatch(earlier -> node.hasLabel(Label.label(earlier)))))
                .iterator();
    }

    /**
     * All nodes that are read, new ones included; where labels do not tell, those that were known.
     *
     * @param index those of training
     * @param known those of them that are still there
     */
    public Iterator<Node> all(Transaction transaction, NodeIndex index, KnownNodes known) {
        if (labels.isEmpty()) {
            return IntStream.range(0, index.size())
                    .mapToObj(row -> NodeIds.find(transaction, index.id(row)))
                    .filter(node -> node != null && known.row(node) >= 0)
                    .iterator();
        }
        return plain() ? labelled(transaction) : new Filtered(this, transaction);
    }

    /** The labels as an error names them: "" where any will do. */
    public String withLabel() {
        return labels.isEmpty() ? "" : " with the label `" + String.join("` or `", labels) + "`";
    }

    /** Those of some nodes that are read, in their order. */
    public List<Node> of(Transaction transaction, Collection<Node> nodes) {
        if (nodes.isEmpty()) {
            return List.of();
        }
        List<Node> labelled =
                nodes.stream().filter(this::labelled).filter(this::conditioned).toList();
        if (where == null || labelled.isEmpty()) {
            return labelled;
        }
        Set<Node> holding = HoldingNodes.of(transaction, variable, where, labelled);
        return labelled.stream().filter(holding::contains).toList();
    }

    private boolean conditioned(Node node) {
        return conditions.stream()
                .allMatch(condition -> condition.holds(name -> hasProjected(node, name), name -> number(node, name)));
    }

    private boolean hasProjected(Node node, String name) {
        if (!projected.containsKey(name)) {
            return node.hasLabel(Label.label(name));
        }
        String label = projected.get(name);
        return label == null || node.hasLabel(Label.label(label));
    }

    private Number number(Node node, String name) {
        return properties.stream()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .map(property -> property.value(node) instanceof Number number
                        ? like(number, property.fallback())
                        : property.fallback())
                .orElse(null);
    }

    /** A number of the type that the projection has. */
    private static Number like(Number number, Number fallback) {
        return fallback instanceof Long ? (Number) number.longValue() : (Number) number.doubleValue();
    }
}
