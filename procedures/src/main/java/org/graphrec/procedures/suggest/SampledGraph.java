package org.graphrec.procedures.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/** Which labels a database has, how their nodes are joined, and what properties look like: from some nodes of each label. */
final class SampledGraph {
    private static final int NODES = 300;
    private static final int RELATIONSHIPS = 100;

    private final Map<String, Long> looked = new TreeMap<>();
    private final Map<String, Map<String, PropertyFacts>> properties = new TreeMap<>();
    private final Map<String, Step> steps = new TreeMap<>();

    private SampledGraph() {}

    /** What the caller of the transaction may see. */
    static SampledGraph of(Transaction transaction, Monitor monitor) {
        SampledGraph graph = new SampledGraph();
        List<Label> labels = new ArrayList<>();
        transaction.getAllLabelsInUse().forEach(labels::add);
        for (Label label : labels) {
            monitor.assertRunning();
            graph.look(transaction, label);
        }
        graph.steps.values().forEach(step -> step.ofNodes(graph.looked.get(step.from)));
        return graph;
    }

    private void look(Transaction transaction, Label label) {
        String name = label.name();
        long nodes = 0;
        Map<String, PropertyFacts> facts = properties.computeIfAbsent(name, key -> new TreeMap<>());
        try (ResourceIterator<Node> all = transaction.findNodes(label)) {
            for (; all.hasNext() && nodes < NODES; nodes++) {
                Node node = all.next();
                node.getAllProperties()
                        .forEach((property, value) -> facts.computeIfAbsent(property, key -> new PropertyFacts())
                                .add(value));
                look(name, node);
            }
        }
        looked.put(name, nodes);
    }

    private void look(String label, Node node) {
        int count = 0;
        for (Relationship relationship : node.getRelationships()) {
            if (count++ == RELATIONSHIPS) {
                break;
            }
            boolean outgoing = relationship.getStartNode().equals(node);
            for (Label other : relationship.getOtherNode(node).getLabels()) {
                String type = relationship.getType().name();
                if (!Names.written(type)) {
                    steps.computeIfAbsent(
                                    label + "\n" + type + "\n" + outgoing + "\n" + other.name(),
                                    key -> new Step(label, type, outgoing, other.name()))
                            .add(relationship.getAllProperties());
                }
            }
        }
    }

    /** How many nodes of a label were looked at. */
    long looked(String label) {
        return looked.getOrDefault(label, 0L);
    }

    /** Those that begin at a label. */
    List<Step> stepsFrom(String label) {
        return steps.values().stream().filter(step -> step.from.equals(label)).toList();
    }

    /** All of them, in a fixed order. */
    List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /** The same relationships seen from the other end. */
    Step back(Step step) {
        return steps.getOrDefault(
                step.to + "\n" + step.type + "\n" + !step.outgoing + "\n" + step.from,
                new Step(step.to, step.type, !step.outgoing, step.from));
    }

    Map<String, PropertyFacts> properties(String label) {
        return properties.getOrDefault(label, Map.of());
    }
}
