package org.graphrec.procedures.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.node.NodeIds;
import org.graphrec.procedures.reading.ContextReading;
import org.graphrec.procedures.reading.InteractionReading;
import org.graphrec.procedures.reading.RelationReading;
import org.graphrec.procedures.reading.RelationshipReading;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;
import org.neo4j.gds.RelationshipType;
import org.neo4j.gds.api.Graph;
import org.neo4j.graphdb.Direction;
import org.neo4j.graphdb.Node;
import org.neo4j.graphdb.Transaction;

/**
 * Finds what a projection knows of users and items beside the interactions: each of its other relationship types is a relation for
 * each pair of roles that it joins, users, items and other nodes.
 */
public final class ProjectedContext {
    private static final int USER = 0;
    private static final int ITEM = 1;
    private static final int OTHER = 2;

    private final ProjectedInteractions projected;
    private final Projection projection;
    private final NodeIndex users;
    private final NodeIndex items;
    private final int[] userRow;
    private final int[] itemRow;
    private final int[] otherRow;
    private final long[] others;

    private ProjectedContext(ProjectedInteractions projected) {
        this.projected = projected;
        this.projection = projected.projection();
        this.users = projected.users();
        this.items = projected.items();
        this.userRow = rows(users);
        this.itemRow = rows(items);
        this.otherRow = new int[projection.nodeCount()];
        long[] ids = new long[projection.nodeCount()];
        int size = 0;
        for (int v = 0; v < ids.length; v++) {
            if (userRow[v] < 0 && itemRow[v] < 0) {
                ids[size++] = projection.originalId(v);
            }
        }
        this.others = Arrays.copyOf(ids, size);
        Arrays.sort(others);
        for (int v = 0; v < otherRow.length; v++) {
            otherRow[v] = Arrays.binarySearch(others, projection.originalId(v));
        }
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
    public static Context of(ProjectedInteractions projected, ContextWeights weights) {
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
            ProjectedInteractions projected, Transaction transaction, ContextWeights weights, boolean kept) {
        List<String> all = projected.contextTypes();
        weights.requireKnown(all);
        List<String> types = all.stream().filter(type -> weights.of(type) != 0).toList();
        if (types.isEmpty()) {
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
        return new LearnedContext(new Context(relations), new ContextReading(readings));
    }

    private void add(
            String type,
            Relation.Ends ends,
            double weight,
            Transaction transaction,
            boolean kept,
            List<Relation> relations,
            List<RelationReading> readings) {
        Edges edges = edges(type, ends);
        if (edges.size == 0) {
            return;
        }
        int[] rows = edges.rows();
        int[] columns = edges.columns();
        NodeIndex nodes = null;
        int width = ends == Relation.Ends.USER_USER ? users.size() : items.size();
        if (ends == Relation.Ends.USER_NODE || ends == Relation.Ends.ITEM_NODE) {
            int[] used = Arrays.stream(columns).sorted().distinct().toArray();
            nodes = new NodeIndex(
                    Arrays.stream(used).mapToLong(other -> others[other]).toArray());
            for (int i = 0; i < columns.length; i++) {
                columns[i] = Arrays.binarySearch(used, columns[i]);
            }
            width = used.length;
        }
        Csr matrix =
                distinct(Csr.fromEdges(ends.fromUsers() ? users.size() : items.size(), width, rows, columns, null));
        relations.add(new Relation(type, ends, matrix, weight));
        readings.add(reading(new RelationReading(type, ends, null, nodes, matrix), edges.reversed, transaction, kept));
    }

    /** How a relation is read, which has its edges as projected: as told, as found to be the same for all users, or as it is. */
    private RelationReading reading(RelationReading relation, boolean reversed, Transaction transaction, boolean kept) {
        InteractionReading told = projected.toldOfContext(relation.name()).orElse(null);
        if (told != null) {
            InteractionReading way = reversed && told instanceof RelationshipReading plain ? plain.reversed() : told;
            return relation.read(way, kept && relation.ends().fromUsers());
        }
        if (relation.name().equals(RelationshipType.ALL_RELATIONSHIPS.name())) {
            return relation;
        }
        List<Direction> ways = reversed
                ? List.of(Direction.INCOMING, Direction.OUTGOING, Direction.BOTH)
                : List.of(Direction.OUTGOING, Direction.INCOMING, Direction.BOTH);
        for (Direction way : ways) {
            RelationReading live = relation.read(RelationshipReading.plain(relation.name(), way, null, null), false);
            if (relation.ends().fromUsers() && !kept && same(live, relation.kept(), transaction)) {
                return live;
            }
        }
        return relation.read(
                RelationshipReading.plain(relation.name(), ways.get(0), null, null),
                relation.ends().fromUsers());
    }

    private static Csr distinct(Csr matrix) {
        return new Csr(matrix.rows(), matrix.columns(), matrix.offsets(), matrix.targets(), null);
    }

    /** The edges between two roles, whichever way they were projected. */
    private static final class Edges {
        private int[] rows = new int[64];
        private int[] columns = new int[64];
        private int size;
        private boolean reversed; // whether the last one leads to what has the rows

        void add(int row, int column, boolean reverse) {
            if (size == rows.length) {
                int larger = Math.addExact(size, size);
                rows = Arrays.copyOf(rows, larger);
                columns = Arrays.copyOf(columns, larger);
            }
            rows[size] = row;
            columns[size++] = column;
            reversed = reverse;
        }

        int[] rows() {
            return Arrays.copyOf(rows, size);
        }

        int[] columns() {
            return Arrays.copyOf(columns, size);
        }
    }

    private Edges edges(String type, Relation.Ends ends) {
        int from = ends.fromUsers() ? USER : ITEM;
        int to = switch (ends) {
            case USER_USER, ITEM_USER -> USER;
            case USER_ITEM, ITEM_ITEM -> ITEM;
            case USER_NODE, ITEM_NODE -> OTHER;
        };
        Edges edges = new Edges();
        Graph graph = projection
                .store()
                .getGraph(projection.store().nodeLabels(), Set.of(RelationshipType.of(type)), Optional.empty());
        boolean undirected = graph.schema().isUndirected();
        for (int v = 0; v < projection.nodeCount(); v++) {
            projection.assertRunningAt(v);
            if (role(v) != from && role(v) != to) {
                continue;
            }
            graph.forEachRelationship(v, (s, t) -> {
                int source = (int) s;
                int target = (int) t;
                if (role(source) == from && role(target) == to) {
                    edges.add(row(source), row(target), false);
                } else if (!undirected && role(source) == to && role(target) == from) {
                    edges.add(row(target), row(source), true);
                }
                return true;
            });
        }
        return edges;
    }

    /** What both are, users and items, are users here. */
    private int role(int v) {
        return userRow[v] >= 0 ? USER : itemRow[v] >= 0 ? ITEM : OTHER;
    }

    private int row(int v) {
        return userRow[v] >= 0 ? userRow[v] : itemRow[v] >= 0 ? itemRow[v] : otherRow[v];
    }

    /** Whether every user has in the live graph what they have in the projection. */
    private boolean same(RelationReading reading, Csr matrix, Transaction transaction) {
        ContextReading one = new ContextReading(List.of(reading));
        ContextReading.Rows rows =
                new ContextReading.Rows(node -> users.row(NodeIds.id(node)), node -> items.row(NodeIds.id(node)));
        for (int user = 0; user < users.size(); user++) {
            if (user % 64 == 0) {
                projection.assertRunningAt(0);
            }
            Node node = NodeIds.find(transaction, users.id(user));
            int[] live = node == null
                    ? new int[0]
                    : one.of(transaction, List.of(node), rows).get(0)[0];
            int[] learned = Arrays.copyOfRange(matrix.targets(), matrix.offsets()[user], matrix.offsets()[user + 1]);
            if (!Arrays.equals(live, learned)) {
                return false;
            }
        }
        return true;
    }
}
