package org.graphrec.procedures.gds;

import java.util.Arrays;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.graph.NodeIndex;
import org.graphrec.training.compare.InteractionLog;
import org.neo4j.gds.api.Graph;

/** The interactions of a projection as rows, with what a comparison goes by: strength, rating, time and side of a given split. */
public final class InteractionRows {
    private final Projection projection;
    private final Bipartite.Selection selection;
    private final NodeIndex users;
    private final int[] itemRow;

    private InteractionRows(Projection projection, Bipartite.Selection selection, NodeIndex users, NodeIndex items) {
        this.projection = projection;
        this.selection = selection;
        this.users = users;
        this.itemRow = new int[projection.nodeCount()];
        Arrays.fill(itemRow, -1);
        for (int row = 0; row < items.size(); row++) {
            int node = projection.row(items.id(row));
            if (node >= 0) {
                itemRow[node] = row;
            }
        }
    }

    /** An upper bound on the heap that {@link #read} needs, in bytes. */
    public static long bytes(Projection projection) {
        // every column as it is read, as floats, and sorted
        return 120 * projection.relationshipCount();
    }

    /**
     * Reads the rows of a graph.
     *
     * @param users the source nodes, all of the projection
     * @param items the target nodes; relationships to others are passed over
     * @param ratingProperty the relationship property of ratings, or null
     * @param splitProperty that of the side of a given split, 0 or 1, or null
     * @throws IllegalArgumentException naming a missing property, or a rating that is none
     */
    public static InteractionLog read(
            Projection projection,
            Bipartite.Selection selection,
            NodeIndex users,
            NodeIndex items,
            String ratingProperty,
            String splitProperty) {
        var rows = new InteractionRows(projection, selection, users, items);
        double[] weights = rows.column("relationshipWeightProperty", selection.relationshipWeightProperty());
        double[] times = rows.column("relationshipTimeProperty", selection.relationshipTimeProperty());
        double[] ratings = rows.column("ratingProperty", ratingProperty);
        double[] parts = rows.column("splitProperty", splitProperty);
        int[][] ends = rows.ends();
        return InteractionLog.of(
                users.size(),
                items.size(),
                new InteractionLog.Columns(
                        ends[0],
                        ends[1],
                        positive("relationshipWeightProperty", selection.relationshipWeightProperty(), weights),
                        positive("ratingProperty", ratingProperty, ratings),
                        times,
                        parts));
    }

    /** User and item of each relationship. */
    private int[][] ends() {
        Graph graph = projection.graph(selection.relationshipTypes(), "relationshipTypes", null);
        int expected = Math.toIntExact(graph.relationshipCount());
        EdgeList list = new EdgeList(expected, false);
        for (int user = 0; user < users.size(); user++) {
            int row = user;
            projection.assertRunningAt(user);
            graph.forEachRelationship(projection.row(users.id(user)), (v, item) -> {
                if (itemRow[(int) item] >= 0) {
                    list.add(row, itemRow[(int) item], 1);
                }
                return true;
            });
        }
        return new int[][] {list.sources(), list.targets()};
    }

    /** A property of each relationship, as double: a float cannot hold a timestamp. */
    private double[] column(String key, String property) {
        if (property == null) {
            return null;
        }
        Graph graph = projection.graph(selection.relationshipTypes(), key, property);
        double[] values = new double[Math.toIntExact(graph.relationshipCount())];
        int[] next = {0};
        for (int user = 0; user < users.size(); user++) {
            projection.assertRunningAt(user);
            graph.forEachRelationship(projection.row(users.id(user)), 1.0, (v, item, value) -> {
                if (itemRow[(int) item] >= 0) {
                    values[next[0]++] = value;
                }
                return true;
            });
        }
        return Arrays.copyOf(values, next[0]);
    }

    private static float[] positive(String key, String property, double[] values) {
        if (values == null) {
            return null;
        }
        float[] floats = new float[values.length];
        for (int row = 0; row < values.length; row++) {
            floats[row] = (float) values[row];
            if (!(floats[row] > 0 && floats[row] < Float.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("The relationship property `" + property + "` of `" + key
                        + "` must be finite and greater than 0 on every relationship but one has `"
                        + Config.shown(values[row]) + "`. Project without it, or with a query that adds a constant.");
            }
        }
        return floats;
    }
}
