package org.graphrec.procedures.gds;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.graphrec.procedures.graph.IdentityReader;
import org.graphrec.procedures.graph.InteractionProbe;
import org.graphrec.procedures.graph.LiveHistory;
import org.graphrec.procedures.graph.NodeIndex;
import org.graphrec.procedures.graph.NodeKey;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Matrix;
import org.neo4j.gds.api.Graph;
import org.neo4j.graphdb.Transaction;

/**
 * Users, items and who interacted with what, read from a projection. Rows are ordered by Neo4j id, so that the same graph
 * gives the same rows however GDS loaded it.
 *
 * @param users the source nodes
 * @param items the target nodes, those without an interaction included
 * @param sourceLabel the users' label, or null where the projection knows none
 * @param targetLabel the items' label, or null
 * @param relationshipTypes the types read, as the projection names them; empty where it names none
 * @param features of the items, or null without `featureProperties`
 */
public record Bipartite(
        NodeIndex users,
        NodeIndex items,
        String sourceLabel,
        String targetLabel,
        List<String> relationshipTypes,
        Interactions interactions,
        Features features) {

    /**
     * What to read.
     *
     * @param sourceNodeLabel null: found by the direction of the relationships
     * @param targetNodeLabel null: likewise
     * @param relationshipTypes empty: all
     * @param relationshipWeightProperty null: every interaction weighs 1
     * @param relationshipTimeProperty null: the order of a history is unknown
     * @param features without properties: no features
     */
    public record Selection(
            String sourceNodeLabel,
            String targetNodeLabel,
            List<String> relationshipTypes,
            String relationshipWeightProperty,
            String relationshipTimeProperty,
            FeatureSelection features) {}

    /** [items, d] unit rows, or null. */
    public Matrix featureMatrix() {
        return features == null ? null : features.matrix();
    }

    /** The width of a row of these; 0 where there are none. */
    public int featureDimension() {
        return features == null ? 0 : features.matrix().columns();
    }

    /** The same without the user of a row. */
    public Bipartite withoutUser(int row) {
        return new Bipartite(
                users.without(row),
                items.withoutPartner(row),
                sourceLabel,
                targetLabel,
                relationshipTypes,
                interactions,
                features);
    }

    /**
     * The same, and it is remembered who its nodes are, so that others are told from them which get their ids.
     *
     * @param probe reads interactions as they are now
     * @param userKey null: the key of a constraint on the users' label; where there is none, their interactions
     * @param itemKey likewise of the items
     */
    public Bipartite identified(Transaction transaction, InteractionProbe probe, NodeKey userKey, NodeKey itemKey) {
        IdentityReader known = IdentityReader.read(
                transaction,
                users,
                items,
                interactions.byItem(),
                userKey == null ? NodeKey.ofConstraint(transaction, sourceLabel) : userKey,
                itemKey == null ? NodeKey.ofConstraint(transaction, targetLabel) : itemKey,
                probe);
        return new Bipartite(
                known.users(), known.items(), sourceLabel, targetLabel, relationshipTypes, interactions, features);
    }

    /** An upper bound on the heap that {@link #read} needs, in bytes. */
    public static long bytes(Projection projection, Selection selection) {
        int dimension = projection.dimension(selection.features());
        // edges with weight and time, as they are read and as histories; and vectors
        return 64 * projection.relationshipCount() + (40L + 4L * dimension) * projection.nodeCount();
    }

    /** Reads a projection. */
    public static Bipartite read(Projection projection, Selection selection) {
        Graph graph = projection.graph(
                selection.relationshipTypes(), "relationshipWeightProperty", selection.relationshipWeightProperty());
        String source = selection.sourceNodeLabel();
        String target = selection.targetNodeLabel();
        if (source == null || target == null) {
            Sides sides = Sides.of(projection, graph);
            source = source == null ? sides.source() : source;
            target = target == null ? sides.target() : target;
        }
        if (source != null) {
            projection.requireLabel("sourceNodeLabel", source);
        }
        if (target != null) {
            projection.requireLabel("targetNodeLabel", target);
        }
        int[] userNodes = nodes(projection, graph, source, true);
        int[] itemNodes = nodes(projection, graph, target, false);
        EdgeList weighted =
                edges(projection, graph, userNodes, itemNodes, selection.relationshipWeightProperty() != null);
        if (weighted.size() == 0) {
            throw new IllegalArgumentException("The graph `" + projection.name() + "` has no relationship from `"
                    + (source == null ? "*" : source) + "` to `" + (target == null ? "*" : target)
                    + "`. Set `sourceNodeLabel` to the label of the users and `targetNodeLabel` to that of the items,"
                    + " and project with orientation NATURAL or UNDIRECTED.");
        }
        long[] times = null;
        if (selection.relationshipTimeProperty() != null) {
            Graph timed = projection.graph(
                    selection.relationshipTypes(), "relationshipTimeProperty", selection.relationshipTimeProperty());
            times = times(projection, weighted.size(), timed, userNodes, itemNodes);
        }
        Interactions interactions = Interactions.of(
                userNodes.length, itemNodes.length, weighted.sources(), weighted.targets(), weighted.weights(), times);
        Features features = selection.features().properties().isEmpty()
                ? null
                : projection.features(selection.features(), itemNodes, 1);
        return new Bipartite(
                index(projection, userNodes),
                index(projection, itemNodes),
                source,
                target,
                projection.types(selection.relationshipTypes()),
                interactions,
                features);
    }

    private static int[] nodes(Projection projection, Graph graph, String label, boolean source) {
        return IntStream.range(0, projection.nodeCount())
                .filter(v -> label != null ? projection.hasLabel(v, label) : source == graph.degree(v) > 0)
                .boxed()
                .sorted(Comparator.comparingLong(projection::originalId))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static NodeIndex index(Projection projection, int[] nodes) {
        return new NodeIndex(
                Arrays.stream(nodes).mapToLong(projection::originalId).toArray());
    }

    private static EdgeList edges(
            Projection projection, Graph graph, int[] userNodes, int[] itemNodes, boolean weighted) {
        int[] itemRow = rows(graph, itemNodes);
        EdgeList list = new EdgeList(Math.toIntExact(graph.relationshipCount()), weighted);
        for (int user = 0; user < userNodes.length; user++) {
            int row = user;
            projection.assertRunningAt(user);
            graph.forEachRelationship(userNodes[user], 1.0, (v, item, weight) -> {
                if (itemRow[(int) item] >= 0) {
                    list.add(row, itemRow[(int) item], (float) weight);
                }
                return true;
            });
        }
        return list;
    }

    /** Times are read as doubles: a float cannot hold a timestamp. */
    private static long[] times(Projection projection, int size, Graph graph, int[] userNodes, int[] itemNodes) {
        int[] itemRow = rows(graph, itemNodes);
        long[] times = new long[size];
        int[] next = {0};
        for (int user = 0; user < userNodes.length; user++) {
            projection.assertRunningAt(user);
            graph.forEachRelationship(userNodes[user], 1.0, (v, item, time) -> {
                if (itemRow[(int) item] >= 0) {
                    times[next[0]++] = (long) time;
                }
                return true;
            });
        }
        return times;
    }

    private static int[] rows(Graph graph, int[] nodes) {
        int[] rows = new int[Math.toIntExact(graph.nodeCount())];
        Arrays.fill(rows, -1);
        for (int row = 0; row < nodes.length; row++) {
            rows[nodes[row]] = row;
        }
        return rows;
    }

    /**
     * How the same histories are read from the live graph. Where users and items have labels of their own, an interaction counts
     * whichever way it was drawn, and so does an undirected one.
     */
    public LiveHistory live(Projection projection, Selection selection) {
        return new LiveHistory(
                relationshipTypes,
                selection.relationshipWeightProperty(),
                selection.relationshipTimeProperty(),
                twoKinds() || projection.undirected(relationshipTypes));
    }

    /** By what items and users are told from others that get their ids, as a model's info says it. */
    public Map<String, Object> knownBy() {
        Map<String, Object> knownBy = new LinkedHashMap<>();
        knownBy.put("items", items.knownBy());
        knownBy.put("users", users.knownBy());
        return knownBy;
    }

    /** Whether users and items have labels of their own. */
    public boolean twoKinds() {
        return sourceLabel != null && !sourceLabel.equals(targetLabel);
    }

    /** The labels that relationships leave from and lead to. */
    private record Sides(String source, String target) {
        static Sides of(Projection projection, Graph graph) {
            Set<String> from = new TreeSet<>();
            Set<String> to = new TreeSet<>();
            List<String> labels = new ArrayList<>(projection.labels());
            boolean[] isTarget = new boolean[projection.nodeCount()];
            for (int v = 0; v < isTarget.length; v++) {
                projection.assertRunningAt(v);
                graph.forEachRelationship(v, (s, t) -> {
                    isTarget[(int) t] = true;
                    return true;
                });
            }
            for (int v = 0; v < isTarget.length; v++) {
                projection.assertRunningAt(v);
                for (String label : labels) {
                    if (projection.hasLabel(v, label)) {
                        if (graph.degree(v) > 0) {
                            from.add(label);
                        }
                        if (isTarget[v]) {
                            to.add(label);
                        }
                    }
                }
            }
            if (labels.isEmpty()) {
                return new Sides(null, null);
            }
            if (from.size() == 1 && to.size() == 1 && !from.equals(to)) {
                return new Sides(from.iterator().next(), to.iterator().next());
            }
            throw new IllegalArgumentException("Cannot tell users from items in the graph `" + projection.name()
                    + "`: relationships leave from " + from + " and lead to " + to
                    + ". Set `sourceNodeLabel` to the label of the users and `targetNodeLabel` to that of the items.");
        }
    }
}
