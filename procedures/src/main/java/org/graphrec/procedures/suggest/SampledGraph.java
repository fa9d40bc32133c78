// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.graphrec.procedures.live.StoreCounts;
import org.graphrec.training.Monitor;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Label;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Relationship;
import org.neo4j.graphdb.RelationshipType;
import org.neo4j.graphdb.ResourceIterator;
import org.neo4j.graphdb.Transaction;

/**
 * Which labels a database has, how their nodes are joined, and what properties look like: from some nodes of each label, spread over
 * the first million of them, and from some relationships of each type and direction of such a node, which count for all of these.
 */
final class SampledGraph {
    private static final int NODES = 300;
    private static final int SCANNED = 1_000_000;
    private static final int RELATIONSHIPS = 20;
    private static final int CHECKED = 1_000;

    private final Map<String, Long> counts = new TreeMap<>();
    private final Map<String, Map<String, PropertyFacts>> properties = new TreeMap<>();
    private final Map<String, Step> steps = new TreeMap<>();

    private SampledGraph() {}

    /** What the caller of the transaction may see. */
    static SampledGraph of(Transaction transaction, Monitor monitor) {
        SampledGraph graph = new SampledGraph();
        List<Label> labels = new ArrayList<>();
        transaction.getAllLabelsInUse().forEach(labels::add);
        for (Label label : labels) {
            graph.look(transaction, label, monitor);
        }
        return graph;
    }

    private void look(Transaction transaction, Label label, Monitor monitor) {
        String name = label.name();
        long count = StoreCounts.nodes(transaction, name);
        counts.put(name, count);
        long every = Math.max(1, Math.min(count, SCANNED) / NODES);
        Map<String, PropertyFacts> facts = properties.computeIfAbsent(name, key -> new TreeMap<>());
        try (ResourceIterator<Node> all = transaction.findNodes(label)) {
            for (int n = 0; all.hasNext() && n < SCANNED; n++) {
                Node node = all.next();
                if (n % CHECKED == 0) {
                    monitor.assertRunning();
                }
                if (n % every == 0) {
                    node.getAllProperties()
                            .forEach((property, value) -> facts.computeIfAbsent(property, key -> new PropertyFacts())
                                    .add(value));
                    look(name, node);
                }
            }
        }
    }

    private void look(String label, Node node) {
        for (RelationshipType type : node.getRelationshipTypes()) {
            if (!Names.written(type.name())) {
                look(label, node, type, Direction.OUTGOING);
                look(label, node, type, Direction.INCOMING);
            }
        }
    }

    private void look(String label, Node node, RelationshipType type, Direction direction) {
        int degree = node.getDegree(type, direction);
        double each = (double) degree / Math.min(degree, RELATIONSHIPS);
        Set<Step> met = new HashSet<>();
        try (var relationships = node.getRelationships(direction, type).iterator()) {
            for (int n = 0; relationships.hasNext() && n < RELATIONSHIPS; n++) {
                Relationship relationship = relationships.next();
                for (Label other : relationship.getOtherNode(node).getLabels()) {
                    Step step = step(label, type.name(), direction == Direction.OUTGOING, other.name());
                    step.add(each, relationship.getAllProperties());
                    met.add(step);
                }
            }
        }
        met.forEach(Step::addNode);
    }

    private Step step(String from, String type, boolean outgoing, String to) {
        return steps.computeIfAbsent(
                from + "\n" + type + "\n" + outgoing + "\n" + to, key -> new Step(from, type, outgoing, to));
    }

    /** How many nodes a label has. */
    long count(String label) {
        return counts.getOrDefault(label, 0L);
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
