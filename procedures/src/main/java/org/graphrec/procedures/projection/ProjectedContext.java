// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.ContextProperty;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.graphrec.procedures.reading.ValueBands;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.graph.RelationEdges;
import org.neo4j.gds.RelationshipType;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Finds what a projection knows of users and items beside the interactions: each of its other relationship types is a relation for
 * each pair of roles that it joins, users, items and other nodes.
 */
public final class ProjectedContext {
    private static final int BATCH = 500;

    private final ProjectedInteractions projected;
    private final Projection projection;
    private final NodeIndex users;
    private final NodeIndex items;
    private final int[] userRow;
    private final int[] itemRow;
    private final long[] ids; // of all nodes, ascending
    private final int[] places; // of nodes among these

    private ProjectedContext(ProjectedInteractions projected) {
        this.projected = projected;
        this.projection = projected.projection();
        this.users = projected.users();
        this.items = projected.items();
        this.userRow = rows(users);
        this.itemRow = rows(items);
        this.ids = new long[projection.nodeCount()];
        Arrays.setAll(ids, projection::originalId);
        Arrays.sort(ids);
        this.places = new int[ids.length];
        Arrays.setAll(places, v -> Arrays.binarySearch(ids, projection.originalId(v)));
    }

    private int[] rows(NodeIndex index) {
        int[] rows = new int[projection.nodeCount()];
        Arrays.fill(rows, -1);
        for (int row = 0; row < index.size(); row++) {
            rows[projection.row(index.id(row))] = row;
        }
        return rows;
    }

    /** The context of a projection, for those who do not serve from the live graph. */
    public static Context of(ProjectedInteractions projected, ContextSelection weights) {
        return of(projected, null, weights, true).context();
    }

    /**
     * The context of a projection.
     *
     * @param transaction in which it is found out how the live graph is read
     * @param weights of relations; those with 0 are not read
     * @param kept whether what users have is to be served from as it was projected
     */
    static LearnedContext of(
            ProjectedInteractions projected, Transaction transaction, ContextSelection weights, boolean kept) {
        List<String> found = projected.contextTypes(weights);
        List<String> all = new ArrayList<>(found);
        boolean oneKind = projected.oneKind();
        String interactions = String.join("|", projected.types());
        if (oneKind) {
            all.add(interactions);
        }
        List<ContextProperty> properties = new ArrayList<>(weights.properties());
        projected.declaredProperties().stream()
                .filter(property -> !properties.contains(property))
                .forEach(properties::add);
        properties.forEach(property -> all.add(property.name()));
        weights.requireKnown(all);
        properties.removeIf(property -> weights.of(property.name()) == 0);
        List<String> types =
                found.stream().filter(type -> weights.of(type) != 0).toList();
        boolean ofOneKind = oneKind && weights.of(interactions) != 0;
        if (types.isEmpty() && !ofOneKind && properties.isEmpty()) {
            return LearnedContext.NONE;
        }
        ProjectedContext context = new ProjectedContext(projected);
        List<Relation> relations = new ArrayList<>();
        List<RelationReading> readings = new ArrayList<>();
        for (String type : types) {
            for (Relation.Ends ends : Relation.Ends.values()) {
                if (ends != Relation.Ends.ITEM_USER) {
                    context.add(type, ends, weights.of(type), transaction, kept, relations, readings);
                }
            }
        }
        if (ofOneKind) {
            relations.add(selves(interactions, context.users, context.items).withWeight(weights.of(interactions)));
            readings.add(new RelationReading(interactions, Relation.Ends.ITEM_USER, null, null, null));
        }
        for (ContextProperty property : properties) {
            context.add(property, weights.of(property.name()), relations, readings);
        }
        return new LearnedContext(new Context(relations), new ContextReading(readings));
    }

    /** Adds the relation that a property of the live graph makes. */
    private void add(
            ContextProperty property, double weight, List<Relation> relations, List<RelationReading> readings) {
        NodeIndex index = property.ofUsers() ? users : items;
        List<Node> nodes = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (int row = 0; row < index.size(); row++) {
            projection.assertRunningAt(row);
            Node node = projection.live(projection.row(index.id(row)));
            nodes.add(node);
            values.add(node == null ? null : node.getProperty(property.property(), null));
        }
        if (values.stream().allMatch(Objects::isNull)) {
            throw new IllegalArgumentException("The value of `contextProperties` has `" + property.name()
                    + "`, but none of the " + (property.ofUsers() ? "users" : "items") + " of the graph `"
                    + projection.name() + "` has the property `" + property.property() + "`.");
        }
        ValueBands bands = ValueBands.of(property.property(), values);
        RelationEdges edges = new RelationEdges(false, false);
        for (int row = 0; row < index.size(); row++) {
            for (int column : nodes.get(row) == null ? new int[0] : bands.columns(nodes.get(row))) {
                edges.add(row, column, 1, Double.NaN, false);
            }
        }
        Relation.Ends ends = property.ofUsers() ? Relation.Ends.USER_NODE : Relation.Ends.ITEM_NODE;
        relations.add(edges.relation(property.name(), ends, index.size(), bands.size())
                .withWeight(weight));
        readings.add(new RelationReading(property.name(), ends, null, null, bands, null));
    }

    /** Which user each item is, where users are recommended to users. */
    public static Relation selves(String name, NodeIndex users, NodeIndex items) {
        RelationEdges edges = new RelationEdges(false, false);
        for (int item = 0; item < items.size(); item++) {
            int user = users.row(items.id(item));
            if (user >= 0) {
                edges.add(item, user, 1, Double.NaN, false);
            }
        }
        return edges.relation(name, Relation.Ends.ITEM_USER, items.size(), users.size());
    }

    private void add(
            String type,
            Relation.Ends ends,
            double weight,
            Transaction transaction,
            boolean kept,
            List<Relation> relations,
            List<RelationReading> readings) {
        RelationEdges edges = edges(type, ends);
        if (edges.isEmpty()) {
            return;
        }
        boolean others = ends == Relation.Ends.USER_NODE || ends == Relation.Ends.ITEM_NODE;
        NodeIndex nodes = others ? new NodeIndex(edges.compact(ids)) : null;
        int width = others ? nodes.size() : ends == Relation.Ends.USER_USER ? users.size() : items.size();
        Relation relation = edges.relation(type, ends, ends.fromUsers() ? users.size() : items.size(), width);
        relations.add(relation.withWeight(weight));
        readings.add(reading(new RelationReading(type, ends, null, nodes, relation.edges()), edges, transaction, kept));
    }

    /** How a relation is read: as the configuration says, in the way that gives every user the same as the projection, or as projected. */
    private RelationReading reading(
            RelationReading relation, RelationEdges edges, Transaction transaction, boolean kept) {
        String weight = projected.weightOf(relation.name());
        InteractionReading told =
                projected.toldOfContext(relation.name(), weight).orElse(null);
        if (told != null) {
            InteractionReading way = !edges.reversed() || !(told instanceof RelationshipReading plain)
                    ? told
                    : edges.bothWays() ? plain.bothWays() : plain.reversed();
            return relation.read(way, kept && relation.ends().fromUsers());
        }
        List<RelationshipReading> ways = ways(relation.name(), edges, weight);
        boolean ofUsers = relation.ends().fromUsers();
        for (RelationshipReading way :
                transaction == null || (kept && ofUsers) ? List.<RelationshipReading>of() : ways) {
            RelationReading live = relation.read(way, false);
            if (same(live, relation.kept(), transaction)) {
                return live;
            }
        }
        // what the live graph does not tell of items is not looked for in it
        return relation.read(ofUsers && !ways.isEmpty() ? ways.get(0) : null, ofUsers);
    }

    /** How relationships of a name may have been projected, the likeliest way first; none where any type has one name. */
    private static List<RelationshipReading> ways(String type, RelationEdges edges, String weight) {
        Direction likeliest =
                edges.bothWays() ? Direction.BOTH : edges.reversed() ? Direction.INCOMING : Direction.OUTGOING;
        return type.equals(RelationshipType.ALL_RELATIONSHIPS.name())
                ? List.of()
                : Stream.of(likeliest, Direction.OUTGOING, Direction.INCOMING, Direction.BOTH)
                        .distinct()
                        .map(way -> RelationshipReading.plain(type, way, weight, null))
                        .toList();
    }

    private RelationEdges edges(String type, Relation.Ends ends) {
        Boolean declared = projected.declaredFromUsers(type).orElse(null);
        String time = projected.selection().relationshipTimeProperty();
        RelationshipType gdsType = RelationshipType.of(type);
        boolean timed = time != null && projection.store().hasRelationshipProperty(gdsType, time);
        String weight = projected.weightOf(type);
        RelationEdges edges = new RelationEdges(weight != null, timed);
        if (declared != null && declared != ends.fromUsers()) {
            return edges;
        }
        int[] from = ends.fromUsers() ? userRow : ends == Relation.Ends.ITEM_NODE ? itemRow : itemsAlone();
        int[] to = switch (ends) {
            case USER_USER, ITEM_USER -> userRow;
            case USER_ITEM, ITEM_ITEM -> itemsAlone();
            case USER_NODE -> others();
            case ITEM_NODE -> attributes(type);
        };
        ProjectedRelationships read = new ProjectedRelationships(projection, type, timed ? time : null, weight);
        read.forEach((source, target, moment, strength) -> {
            if (from[source] >= 0 && to[target] >= 0) {
                edges.add(from[source], to[target], strength, moment, false);
            } else if (!read.undirected() && from[target] >= 0 && to[source] >= 0) {
                edges.add(from[target], to[source], strength, moment, true);
            }
        });
        return edges;
    }

    /** The rows of items that are no users: what both are is joined to others as a user, and has attributes as either. */
    private int[] itemsAlone() {
        int[] alone = itemRow.clone();
        for (int v = 0; v < alone.length; v++) {
            alone[v] = userRow[v] >= 0 ? -1 : alone[v];
        }
        return alone;
    }

    /** The places of nodes that are neither users nor items, among all. */
    private int[] others() {
        int[] others = places.clone();
        for (int v = 0; v < others.length; v++) {
            others[v] = userRow[v] >= 0 || itemRow[v] >= 0 ? -1 : others[v];
        }
        return others;
    }

    /**
     * The places of the nodes that items may have in common by a type: others than users and items; and users, where a declaration
     * says so, or where most of those who are joined to items never interact with any. These are actors and directors rather than
     * users, if they have the same label.
     */
    private int[] attributes(String type) {
        BitSet users = new BitSet();
        new ProjectedRelationships(projection, type, null, null).forEach((source, target, time, weight) -> {
            if (itemRow[source] >= 0 || itemRow[target] >= 0) {
                int end = itemRow[source] >= 0 ? target : source;
                users.set(end, userRow[end] >= 0);
            }
        });
        int[] attributes = others();
        boolean declared = projected.declaredFromUsers(type).isPresent();
        if (declared || mostlyIdle(users)) {
            users.stream().forEach(v -> attributes[v] = places[v]);
        }
        return attributes;
    }

    private boolean mostlyIdle(BitSet nodes) {
        if (nodes.isEmpty()) {
            return false;
        }
        BitSet idle = (BitSet) nodes.clone();
        idle.andNot(projected.active());
        return 2 * idle.cardinality() > nodes.cardinality();
    }

    /** Whether every user, or every item, has in the live graph what they have in the projection. */
    private boolean same(RelationReading reading, Csr matrix, Transaction transaction) {
        ContextReading one = new ContextReading(List.of(reading));
        ContextReading.Rows rows = new ContextReading.Rows(
                node -> users.row(NodeIds.id(node)), node -> items.row(NodeIds.id(node)), node -> true);
        NodeIndex index = reading.ends().fromUsers() ? users : items;
        for (int from = 0; from < index.size(); from += BATCH) {
            projection.assertRunningAt(0);
            List<Node> batch = new ArrayList<>();
            for (int row = from; row < Math.min(index.size(), from + BATCH); row++) {
                batch.add(NodeIds.find(transaction, index.id(row)));
            }
            List<ContextRow> live = reading.ends().fromUsers()
                    ? one.ofUsers(transaction, batch, rows)
                    : one.ofItems(transaction, batch, rows);
            for (int i = 0; i < batch.size(); i++) {
                int row = from + i;
                int[] learned = Arrays.copyOfRange(matrix.targets(), matrix.offsets()[row], matrix.offsets()[row + 1]);
                float[][] weights = {Relation.weightsOf(matrix, row)};
                ContextRow projectedRow = new ContextRow(new int[][] {learned}, weights[0] == null ? null : weights);
                if (!live.get(i).same(projectedRow)) {
                    return false;
                }
            }
        }
        return true;
    }
}
