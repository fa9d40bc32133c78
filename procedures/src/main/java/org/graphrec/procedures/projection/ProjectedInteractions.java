// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.ContextProperty;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.GraphReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.NodeReading;
import org.graphrec.procedures.reading.PatternReading;
import org.graphrec.training.graph.Aggregate;
import org.graphrec.training.graph.Events;
import org.graphrec.training.graph.PairRule;
import org.graphrec.training.graph.Pairs;
import org.neo4j.gds.RelationshipType;
import org.neo4j.gds.api.Graph;
import org.neo4j.graphdb.Node;

/**
 * Users, items and what happened between them, as a projection has it. Rows are ordered by Neo4j id, so that the same graph gives
 * the same rows however GDS loaded it.
 */
public final class ProjectedInteractions {
    private final Projection projection;
    private final Bipartite.Selection selection;
    private final List<String> types;
    private final Sides sides;
    private final int[] userNodes;
    private final int[] itemNodes;
    private final int[] itemRow;
    private final PairRule rule;
    private final GraphReading told;

    private ProjectedInteractions(Projection projection, Bipartite.Selection given) {
        this.projection = projection;
        Declaration declaration = projection.declaration().orElse(null);
        this.selection = declaration == null ? given : given.of(declaration);
        Graph graph = projection.graph(
                declaration == null ? read() : selection.relationshipTypes(), "relationshipTypes", null);
        this.sides = declaration == null
                ? Sides.of(projection, graph, selection.sourceNodeLabel(), selection.targetNodeLabel())
                : new Sides(declaration.users().labels(), declaration.items().labels());
        int[] users = nodes(graph, sides.users(), true);
        int[] items = nodes(graph, sides.items(), false);
        this.userNodes = declaration == null ? users : declared(users, declaration.users(), sides.items());
        this.itemNodes = declaration == null ? items : declared(items, declaration.items(), sides.users());
        this.itemRow = rows(projection.nodeCount(), itemNodes);
        this.types = types(declaration);
        projection.graph(types, "relationshipWeightProperty", selection.relationshipWeightProperty());
        projection.graph(types, "relationshipTimeProperty", selection.relationshipTimeProperty());
        this.told = told(declaration);
        this.rule = told != null
                ? told.rule()
                : new PairRule(
                        types.stream().map(type -> Aggregate.LAST).toList(),
                        selection.relationshipWeightProperty() != null,
                        Double.NEGATIVE_INFINITY);
    }

    /**
     * Finds users and items.
     *
     * @throws IllegalArgumentException naming an unknown type, label or property, or that users and items cannot be told apart
     */
    public static ProjectedInteractions of(Projection projection, Bipartite.Selection selection) {
        return new ProjectedInteractions(projection, selection);
    }

    /** The types that tell users from items: those asked for; otherwise all but what the plugin wrote. */
    private List<String> read() {
        projection.chosenTypes(selection.relationshipTypes()).forEach(projection::requireUnwritten);
        if (asked()) {
            return selection.relationshipTypes();
        }
        return projection.chosenTypes(List.of()).stream()
                .filter(type -> !projection.written(type))
                .toList();
    }

    private boolean asked() {
        return !selection.relationshipTypes().isEmpty()
                && !selection.relationshipTypes().contains("*");
    }

    /** The types asked for; otherwise the declaration's target, its interactions, or all types that lead from users to items. */
    private List<String> types(Declaration declaration) {
        List<String> all = projection.chosenTypes(selection.relationshipTypes());
        if (asked() || all.size() < 2) {
            return all;
        }
        List<String> interactions = all.stream()
                .filter(type -> declaration == null
                        ? leadsToItems(type) && !projection.written(type)
                        : declaration.recommendedFor(type))
                .toList();
        return interactions.isEmpty() ? all : interactions;
    }

    private boolean leadsToItems(String type) {
        Graph graph = projection.graph(List.of(type), "relationshipTypes", null);
        boolean[] found = {false};
        for (int i = 0; i < userNodes.length && !found[0]; i++) {
            projection.assertRunningAt(i);
            graph.forEachRelationship(userNodes[i], (user, item) -> {
                found[0] = itemRow[(int) item] >= 0;
                return !found[0];
            });
        }
        return found[0];
    }

    /** The properties that a declaration has in its context. */
    List<ContextProperty> declaredProperties() {
        return projection.declaration().map(Declaration::contextProperties).orElse(List.of());
    }

    /** The nodes that have interactions. */
    BitSet active() {
        BitSet active = new BitSet();
        Graph graph = projection.graph(types, "relationshipTypes", null);
        for (int i = 0; i < userNodes.length; i++) {
            projection.assertRunningAt(i);
            graph.forEachRelationship(userNodes[i], (user, item) -> {
                if (itemRow[(int) item] >= 0) {
                    active.set((int) user);
                    active.set((int) item);
                }
                return true;
            });
        }
        return active;
    }

    /** Whether a user is an item. */
    boolean oneKind() {
        return IntStream.of(userNodes).anyMatch(user -> itemRow[user] >= 0);
    }

    /**
     * The projection's other types; none where users and items have no labels that tell them from other nodes. Types that
     * were computed later, such as similarities, may give away what is held out, so they count only when named.
     */
    List<String> contextTypes(ContextSelection weights) {
        if (sides.users().isEmpty() || sides.items().isEmpty()) {
            return List.of();
        }
        return projection.chosenTypes(List.of()).stream()
                .filter(type -> !types.contains(type))
                .filter(type -> weights.names(type) || (projected(type) && !written(type)))
                .toList();
    }

    /** Whether a type is one that the plugin wrote, and that no declaration names. */
    private boolean written(String type) {
        boolean declared = projection
                .declaration()
                .map(declaration -> declaration.context(type) != null || declaration.interaction(type) != null)
                .orElse(false);
        return !declared && projection.written(type);
    }

    /** Whether a type was projected rather than computed; types of a Cypher projection are assumed to be projected. */
    private boolean projected(String type) {
        boolean told = projection.declaration().isPresent()
                || projection.nativeReading().isPresent();
        return !told || toldOfContext(type).isPresent();
    }

    /** What the declaration, or else the configuration of the projection, says of how one of these is read. */
    Optional<InteractionReading> toldOfContext(String type) {
        return toldOfContext(type, null);
    }

    /** The same with the projection's property that is the weight; null for none. */
    Optional<InteractionReading> toldOfContext(String type, String weightProperty) {
        return projection
                .declaration()
                .flatMap(declaration -> declaration.edges(type))
                .or(() -> projection.nativeReading().flatMap(reading -> reading.relationships(type, weightProperty)));
    }

    /** Whether a declaration says of a type that it begins at users, or at items; empty where none does. */
    Optional<Boolean> declaredFromUsers(String type) {
        return projection
                .declaration()
                .flatMap(declaration -> Optional.ofNullable(declaration.context(type))
                        .map(relation -> relation.pattern().ofUsers())
                        .or(() -> Optional.ofNullable(declaration.interaction(type))
                                .map(interaction -> true)));
    }

    /** The property of a type that has the weights of its relationships; null where all weigh 1. */
    String weightOf(String type) {
        if (projection.declaration().isPresent()) {
            return toldOfContext(type).map(InteractionReading::weighted).orElse(false) ? PatternReading.WEIGHT : null;
        }
        String property = selection.relationshipWeightProperty();
        return property != null && projection.store().hasRelationshipProperty(RelationshipType.of(type), property)
                ? property
                : null;
    }

    /** What the declaration, or else the configuration of the projection, says of how it was read; null where neither does. */
    private GraphReading told(Declaration declaration) {
        boolean weighted = selection.relationshipWeightProperty() != null;
        if (declaration != null) {
            // a type that was computed since is none that was declared
            boolean declared = types.stream().allMatch(type -> declaration.interaction(type) != null);
            boolean filtered = projection.origin().filters().stream()
                    .anyMatch(filter -> !GraphFilter.keepsAll(filter.relationships()));
            return !declared ? null : projection.filtered(declaration.reading(types, weighted, filtered));
        }
        return projection
                .nativeReading()
                .flatMap(reading -> reading.reading(
                        sides.users(),
                        sides.items(),
                        types,
                        selection.relationshipWeightProperty(),
                        selection.relationshipTimeProperty()))
                .orElse(null);
    }

    /** What is told of how the projection was read, empty where nothing is. */
    public Optional<GraphReading> told() {
        return Optional.ofNullable(told);
    }

    /** How events become pairs. */
    public PairRule rule() {
        return rule;
    }

    /** What was selected, with what a declaration adds. */
    public Bipartite.Selection selection() {
        return selection;
    }

    Sides sides() {
        return sides;
    }

    List<String> types() {
        return types;
    }

    Projection projection() {
        return projection;
    }

    int[] itemNodes() {
        return itemNodes;
    }

    /** The users, by row. */
    public NodeIndex users() {
        return index(userNodes);
    }

    /** The items, by row. */
    public NodeIndex items() {
        return index(itemNodes);
    }

    /** A reader of one thread. */
    public Reader reader() {
        return reader(itemRow);
    }

    /**
     * The same for other items, with further numbers of each interaction.
     *
     * @param known the items, of which the projection may lack some and have more
     */
    Reader reader(NodeIndex known, String... others) {
        int[] rows = new int[projection.nodeCount()];
        Arrays.fill(rows, -1);
        for (int row = 0; row < known.size(); row++) {
            int node = projection.row(known.id(row));
            if (node >= 0) {
                rows[node] = row;
            }
        }
        return reader(rows, others);
    }

    private Reader reader(int[] rows, String... others) {
        boolean likes = projection.declaration().map(Declaration::saysLikes).orElse(false);
        return new Reader(
                new ProjectedEvents(
                        projection.store(), types, ProjectedEvents.properties(selection, likes, others), rows),
                others.length);
    }

    /** Reads users one at a time. */
    public final class Reader {
        private final ProjectedEvents projected;
        private final Events events;

        private Reader(ProjectedEvents projected, int others) {
            this.projected = projected;
            this.events = new Events(others);
        }

        /** The pairs of the user in a row. */
        public Pairs pairs(int user) {
            events.clear();
            projected.read(userNodes[user], events);
            return rule.of(events);
        }
    }

    private int[] nodes(Graph graph, List<String> labels, boolean source) {
        boolean oneKind = labels.isEmpty() && oneKind(graph);
        return IntStream.range(0, projection.nodeCount())
                .filter(v -> labels.isEmpty()
                        ? oneKind || source == graph.degree(v) > 0
                        : labels.stream().anyMatch(label -> projection.hasLabel(v, label)))
                .boxed()
                .sorted(Comparator.comparingLong(projection::originalId))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Whether some node has incoming and outgoing relationships; then every node is both a user and an item. */
    private boolean oneKind(Graph graph) {
        boolean[] found = {false};
        for (int v = 0; v < projection.nodeCount() && !found[0]; v++) {
            projection.assertRunningAt(v);
            graph.forEachRelationship(v, (s, t) -> {
                found[0] = s != t && graph.degree(t) > 0;
                return !found[0];
            });
        }
        return found[0];
    }

    /** Of nodes that may be in the projection for the other side's sake, those alone that are declared to be of this one. */
    private int[] declared(int[] nodes, NodeReading side, List<String> others) {
        List<Node> both = new ArrayList<>();
        for (int v : side.where() == null ? new int[0] : nodes) {
            if (others.stream().anyMatch(label -> projection.hasLabel(v, label))) {
                Node node = projection.live(v);
                if (node != null) {
                    both.add(node);
                }
            }
        }
        Set<Long> no = new HashSet<>();
        both.forEach(node -> no.add(NodeIds.id(node)));
        projection.holding(side, both).forEach(node -> no.remove(NodeIds.id(node)));
        return no.isEmpty()
                ? nodes
                : Arrays.stream(nodes)
                        .filter(v -> !no.contains(projection.originalId(v)))
                        .toArray();
    }

    private static int[] rows(int size, int[] nodes) {
        int[] rows = new int[size];
        Arrays.fill(rows, -1);
        for (int row = 0; row < nodes.length; row++) {
            rows[nodes[row]] = row;
        }
        return rows;
    }

    private NodeIndex index(int[] nodes) {
        return new NodeIndex(
                Arrays.stream(nodes).mapToLong(projection::originalId).toArray());
    }
}
