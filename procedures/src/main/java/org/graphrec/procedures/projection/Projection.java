// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.config.Suggestions;
import org.graphrec.procedures.live.WrittenTypes;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.privacy.Budget;
import org.neo4j.gds.ElementIdentifier;
import org.neo4j.gds.NodeLabel;
import org.neo4j.gds.RelationshipType;
import org.neo4j.gds.api.Graph;
import org.neo4j.gds.api.GraphStore;
import org.neo4j.gds.api.nodeproperties.ValueType;
import org.neo4j.gds.api.properties.nodes.FloatArrayNodePropertyValues;
import org.neo4j.gds.api.properties.nodes.LongNodePropertyValues;
import org.neo4j.gds.api.properties.nodes.NodePropertyValues;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * A projected graph of GDS's catalog, read into our arrays. Row v of what it returns is GDS's node v. Reading ends early
 * when the call is terminated.
 */
public final class Projection {
    /** Nodes read between two looks at whether to go on; a look costs less than a tenth of a microsecond. */
    private static final int NODES_A_LOOK = 64;

    private final String name;
    private final GraphStore store;
    private final GraphOrigin origin;
    private final Transaction transaction;
    private final Monitor monitor;

    Projection(String name, GraphStore store, GraphOrigin origin, Transaction transaction, Monitor monitor) {
        this.name = name;
        this.store = store;
        this.origin = origin;
        this.transaction = transaction;
        this.monitor = monitor;
    }

    GraphStore store() {
        return store;
    }

    GraphOrigin origin() {
        return origin;
    }

    /** What the graph, or the one that it is a part of, was declared as by {@code rec.graph.project}. */
    public Optional<Declaration> declaration() {
        return origin.declared().map(GraphOrigin.Declared::declaration);
    }

    /** Whether it is a part of another projection, by filters or drawn at random. */
    public boolean filtered() {
        return origin.sampled() || !origin.filters().isEmpty();
    }

    /** A reading with the filters of this projection. */
    GraphReading filtered(GraphReading reading) {
        return FilteredReading.of(reading, origin, store);
    }

    /** GDS's node v as the caller's transaction sees it now, or null. */
    Node live(int v) {
        return NodeIds.find(transaction, originalId(v));
    }

    /** Those of some nodes of the live graph that a reading takes. */
    List<Node> holding(NodeReading reading, List<Node> nodes) {
        return reading.of(transaction, nodes);
    }

    /** What the configuration says of a projection that is a native one. */
    Optional<NativeReading> nativeReading() {
        return origin.sampled()
                ? Optional.empty()
                : origin.stored().map(config -> new NativeReading(config, origin, store));
    }

    /** Whether relationships of a type of the projection are some that the plugin wrote. */
    boolean written(String type) {
        List<String> live = nativeReading()
                .flatMap(reading -> reading.relationships(type))
                .map(InteractionReading::types)
                .orElse(List.of(type));
        return live.isEmpty()
                ? !WrittenTypes.among(transaction).isEmpty()
                : live.stream().anyMatch(one -> WrittenTypes.has(transaction, one));
    }

    /**
     * Refuses a type that stands for any type, where the plugin has written some: they cannot be told from the others there.
     *
     * @throws IllegalArgumentException naming them, with the way out
     */
    void requireUnwritten(String type) {
        boolean any = nativeReading()
                .flatMap(reading -> reading.relationships(type))
                .map(reading -> reading.types().isEmpty())
                .orElse(false);
        List<String> written = !any
                ? List.of()
                : WrittenTypes.among(transaction).stream().sorted().toList();
        if (!written.isEmpty()) {
            throw new IllegalArgumentException(
                    "The graph `" + name + "` was projected with `*` for relationships, and the"
                            + " plugin has written some of them: `" + String.join("`, `", written)
                            + "`. Nothing is learned from these unless it is named. Project relationship types by name.");
        }
    }

    /** Ends the reading at some of the nodes when the call is terminated. */
    void assertRunningAt(int node) {
        if (node % NODES_A_LOOK == 0) {
            monitor.assertRunning();
        }
    }

    public String name() {
        return name;
    }

    /** The same, of which messages speak by another name. */
    public Projection named(String other) {
        return new Projection(other, store, origin, transaction, monitor);
    }

    /** The number of nodes; ours are counted by int. */
    public int nodeCount() {
        return Math.toIntExact(store.nodeCount());
    }

    public long relationshipCount() {
        return store.relationshipCount();
    }

    /** The Neo4j id of GDS's node v. */
    public long originalId(int v) {
        return store.nodes().toOriginalNodeId(v);
    }

    /** GDS's node of a Neo4j id. */
    public int row(long originalId) {
        return Math.toIntExact(store.nodes().toMappedNodeId(originalId));
    }

    /** The Neo4j ids of all nodes, by GDS's node. */
    public long[] originalIds() {
        long[] ids = new long[nodeCount()];
        for (int v = 0; v < ids.length; v++) {
            ids[v] = originalId(v);
        }
        return ids;
    }

    /**
     * The graph over some types (all, when the list is empty), with one relationship property, which the config calls {@code key}.
     *
     * @throws IllegalArgumentException naming the unknown types or property, and those there are
     */
    Graph graph(List<String> types, String key, String property) {
        Set<RelationshipType> chosen = types.isEmpty() || types.contains("*")
                ? store.relationshipTypes()
                : types.stream().map(RelationshipType::of).collect(Collectors.toSet());
        for (RelationshipType type : chosen) {
            require(
                    store.hasRelationshipType(type),
                    "relationshipTypes",
                    type.name(),
                    "relationship type",
                    names(store.relationshipTypes()));
        }
        if (property != null) {
            for (RelationshipType type : chosen) {
                require(
                        store.hasRelationshipProperty(type, property),
                        key,
                        property,
                        "relationship property",
                        store.relationshipPropertyKeys(type));
            }
        }
        return store.getGraph(store.nodeLabels(), chosen, Optional.ofNullable(property));
    }

    /** The names of the chosen types, or of all; empty where the projection was made with `*` and names none. */
    List<String> types(List<String> chosen) {
        Set<String> names = names(store.relationshipTypes());
        if (!chosen.isEmpty() && !chosen.contains("*")) {
            names.retainAll(chosen);
        }
        names.remove(RelationshipType.ALL_RELATIONSHIPS.name());
        return List.copyOf(names);
    }

    /** The names of the chosen types, or of all, in order; GDS's own name where it projected any type as one. */
    List<String> chosenTypes(List<String> chosen) {
        Set<String> names = names(store.relationshipTypes());
        if (!chosen.isEmpty() && !chosen.contains("*")) {
            names.retainAll(chosen);
        }
        return List.copyOf(names);
    }

    /** An upper bound on the edges of {@link #adjacency}, of all types. */
    public long adjacencyEdges() {
        return Math.multiplyExact(2L, store.relationshipCount());
    }

    /** The types that are named; where none are, all but those that the plugin wrote. */
    private List<String> namedOrUnwritten(List<String> types) {
        if (!types.isEmpty() && !types.contains("*")) {
            return types;
        }
        Set<String> all = names(store.relationshipTypes());
        all.forEach(this::requireUnwritten);
        List<String> unwritten = all.stream().filter(type -> !written(type)).toList();
        if (unwritten.isEmpty() && !all.isEmpty()) {
            throw new IllegalArgumentException("The plugin has written all relationships of the graph `" + name + "`: `"
                    + String.join("`, `", all) + "`. Name them with `relationshipTypes` if they are to be read.");
        }
        return unwritten;
    }

    /**
     * Every relationship as an edge in both directions, once, whatever orientation it was projected with; of what the plugin wrote
     * those alone whose types are named.
     */
    public Csr adjacency(RelationshipSelection selection, int concurrency) {
        Graph graph =
                graph(namedOrUnwritten(selection.types()), "relationshipWeightProperty", selection.weightProperty());
        Csr outgoing = AdjacencyRows.read(graph, selection.weighted(), concurrency, monitor);
        return graph.schema().isUndirected() ? outgoing : outgoing.plus(outgoing.transpose());
    }

    /** The sum of the dimensions of the selected properties; one that says nothing of its dimension is read at a node. */
    public int dimension(FeatureSelection selection) {
        int dimension = 0;
        for (String property : selection.properties()) {
            requireFeature(property);
            NodePropertyValues values = store.nodeProperty(property).values();
            dimension += values.dimension().orElseGet(() -> FeatureColumn.dimension(values, nodeCount()));
        }
        return dimension;
    }

    /**
     * Feature vectors of some nodes, each property a column block.
     *
     * @throws IllegalArgumentException when no node has the property, or its length differs between nodes
     */
    public Features features(FeatureSelection selection, int[] nodes, int concurrency) {
        List<Features.Column> columns = new ArrayList<>();
        for (String property : selection.properties()) {
            requireFeature(property);
            columns.add(
                    FeatureColumn.of(property, store.nodeProperty(property).values(), nodes, this::assertRunningAt));
        }
        return Features.sideBySide(selection, columns, nodes, concurrency, monitor);
    }

    /** The node properties that hold vectors, by name. */
    public List<String> vectorProperties() {
        return store.nodePropertyKeys().stream()
                .filter(property -> List.of(ValueType.FLOAT_ARRAY, ValueType.DOUBLE_ARRAY)
                        .contains(store.nodeProperty(property).valueType()))
                .sorted()
                .toList();
    }

    /** Feature vectors of all nodes, as {@link #features(FeatureSelection, int[], int)} has them. */
    public Features features(FeatureSelection selection, int concurrency) {
        return features(selection, IntStream.range(0, nodeCount()).toArray(), concurrency);
    }

    /** Enters a private answer in the account of this projection, and returns what all of them may have revealed. */
    public PrivacyLedger.Spent spend(Budget budget) {
        return PrivacyLedger.enter(store, budget);
    }

    /** Adds a float vector per node to the projection, row v for GDS's node v. */
    public void addVectors(String property, Matrix vectors) {
        requireAbsent(property);
        int dimension = vectors.columns();
        store.addNodeProperty(store.nodeLabels(), property, new FloatArrayNodePropertyValues() {
            @Override
            public float[] floatArrayValue(long v) {
                float[] row = new float[dimension];
                System.arraycopy(vectors.values(), vectors.offset((int) v), row, 0, dimension);
                return row;
            }

            @Override
            public long nodeCount() {
                return vectors.rows();
            }

            @Override
            public Optional<Integer> dimension() {
                return Optional.of(dimension);
            }
        });
    }

    /** Adds a whole number per node to the projection; {@code Long.MIN_VALUE} is GDS's for none. */
    public void addLongs(String property, long[] values) {
        requireAbsent(property);
        store.addNodeProperty(store.nodeLabels(), property, new LongNodePropertyValues() {
            @Override
            public long longValue(long v) {
                return values[(int) v];
            }

            @Override
            public long nodeCount() {
                return values.length;
            }
        });
    }

    /** Whether the projection has a node property. */
    public boolean hasProperty(String property) {
        return store.hasNodeProperty(property);
    }

    /** The value of a node property; null where it is what GDS puts for a missing one. */
    public Object value(String property, int v) {
        Object value = store.nodeProperty(property).values().getObject(v);
        boolean noLong = value instanceof Long number && number == Long.MIN_VALUE;
        boolean noDouble = value instanceof Double number && number.isNaN();
        return noLong || noDouble ? null : value;
    }

    /** Those of the projection's properties that are like a name, as the end of an error. */
    public String didYouMeanProperty(String property) {
        return Suggestions.didYouMeanOneOf(property, store.nodePropertyKeys());
    }

    /** Whether a node has one of some labels, or there are none; the config calls them {@code key}. */
    public boolean hasAnyLabel(int v, String key, List<String> labels) {
        if (labels.isEmpty() || labels.contains("*")) {
            return true;
        }
        boolean any = false;
        for (String label : labels) {
            requireLabel(key, label);
            any |= hasLabel(v, label);
        }
        return any;
    }

    /** Refuses to overwrite a property of the projection. */
    public void requireAbsent(String property) {
        if (store.hasNodeProperty(property)) {
            throw new IllegalArgumentException("The value of `mutateProperty` must be a new name but the graph `" + name
                    + "` has `" + Config.shown(property)
                    + "` already. Choose another, or drop it with `gds.graph.nodeProperties.drop`.");
        }
    }

    /** The node labels of the projection, "__ALL__" left out. */
    Set<String> labels() {
        Set<String> labels = names(store.nodeLabels());
        labels.remove(NodeLabel.ALL_NODES.name());
        return labels;
    }

    void requireLabel(String key, String label) {
        require(store.nodeLabels().contains(NodeLabel.of(label)), key, label, "node label", labels());
    }

    boolean hasLabel(int v, String label) {
        return store.nodes().hasLabel(v, NodeLabel.of(label));
    }

    private void requireFeature(String property) {
        require(
                store.hasNodeProperty(property),
                "featureProperties",
                property,
                "node property",
                store.nodePropertyKeys());
    }

    private void require(boolean found, String key, String value, String kind, Collection<String> known) {
        if (!found) {
            throw new IllegalArgumentException(
                    "The value of `" + key + "` must name a " + kind + " of the graph `" + name
                            + "` but was `" + Config.shown(value) + "`." + Suggestions.didYouMeanOneOf(value, known)
                            + (known.isEmpty() ? " The graph was projected with none." : ""));
        }
    }

    private static Set<String> names(Collection<? extends ElementIdentifier> identifiers) {
        return identifiers.stream().map(ElementIdentifier::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
