// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.List;
import org.graphrec.procedures.config.Config;
import org.graphrec.procedures.live.InteractionProbe;
import org.graphrec.procedures.live.ModelNodes;
import org.graphrec.procedures.live.NodeIndex;
import org.graphrec.procedures.live.NodeKey;
import org.graphrec.procedures.reading.Declaration;
import org.graphrec.procedures.reading.PatternReading;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.EdgeList;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.Pairs;
import org.graphrec.training.math.Matrix;
import org.neo4j.graphdb.Transaction;

/**
 * What a model is trained on: users, items and who interacted with what, read from a projection. Rows are ordered by Neo4j id, so
 * that the same graph gives the same rows however GDS loaded it.
 *
 * @param nodes the users and items, which the model keeps
 * @param features of the items, or null without `featureProperties`
 */
public record Bipartite(ModelNodes nodes, Interactions interactions, Features features) {

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
            FeatureSelection features) {

        /** Reads the keys that name them, each without a default. */
        public static Selection read(Config config) {
            return new Selection(
                    config.string("sourceNodeLabel", null),
                    config.string("targetNodeLabel", null),
                    config.strings("relationshipTypes", List.of()),
                    config.string("relationshipWeightProperty", null),
                    config.string("relationshipTimeProperty", null),
                    FeatureSelection.read(config, List.of()));
        }

        /** The same with other features. */
        public Selection withFeatures(FeatureSelection others) {
            return new Selection(
                    sourceNodeLabel,
                    targetNodeLabel,
                    relationshipTypes,
                    relationshipWeightProperty,
                    relationshipTimeProperty,
                    others);
        }

        /** What a declaration says where nothing else was asked for. */
        Selection of(Declaration declaration) {
            return new Selection(
                    sourceNodeLabel,
                    targetNodeLabel,
                    relationshipTypes,
                    relationshipWeightProperty == null && declaration.weighted()
                            ? PatternReading.WEIGHT
                            : relationshipWeightProperty,
                    relationshipTimeProperty == null && declaration.timed()
                            ? PatternReading.TIME
                            : relationshipTimeProperty,
                    features);
        }
    }

    /** [items, d] unit rows, or null. */
    public Matrix featureMatrix() {
        return features == null ? null : features.matrix();
    }

    /**
     * What a model keeps of the features.
     *
     * @param spaces the encoder's of each property, "" where unknown
     */
    public ItemFeatures itemFeatures(List<String> spaces) {
        return features == null ? ItemFeatures.NONE : new ItemFeatures(features.live(spaces), features.matrix());
    }

    /** The source nodes. */
    public NodeIndex users() {
        return nodes.users();
    }

    /** The target nodes. */
    public NodeIndex items() {
        return nodes.items();
    }

    /** The width of a row of these; 0 where there are none. */
    public int featureDimension() {
        return features == null ? 0 : features.matrix().columns();
    }

    /** The same with nodes of which it is remembered who they are; see {@link ModelNodes#identified}. */
    public Bipartite identified(Transaction transaction, InteractionProbe probe, NodeKey userKey, NodeKey itemKey) {
        return new Bipartite(
                nodes.identified(transaction, interactions.byItem(), probe, userKey, itemKey), interactions, features);
    }

    /** An upper bound on the heap that {@link #of} needs, in bytes. */
    public static long bytes(Projection projection, Selection selection) {
        int dimension = projection.dimension(selection.features());
        // both ends as they are read and sorted, and as histories; weights and times each three times; and vectors
        long perEdge = 44L
                + (selection.relationshipWeightProperty() == null ? 0L : 3L * Float.BYTES)
                + (selection.relationshipTimeProperty() == null ? 0L : 3L * Double.BYTES);
        return perEdge * projection.relationshipCount() + (40L + 4L * dimension) * projection.nodeCount();
    }

    /**
     * Collects what a model learns from.
     *
     * @param ratings whether weights are ratings, and any finite number is one; else only likes are learned from
     * @param tally counts what is read
     * @throws IllegalArgumentException where there is nothing to learn from
     */
    public static Bipartite of(ProjectedInteractions projected, boolean ratings, PairTally tally) {
        Projection projection = projected.projection();
        Selection selection = projected.selection();
        NodeIndex users = projected.users();
        boolean timed = selection.relationshipTimeProperty() != null;
        EdgeList edges = new EdgeList(
                Math.toIntExact(projection.relationshipCount()), selection.relationshipWeightProperty() != null, timed);
        ProjectedInteractions.Reader reader = projected.reader();
        for (int user = 0; user < users.size(); user++) {
            projection.assertRunningAt(user);
            Pairs pairs = reader.pairs(user);
            tally.add(pairs);
            for (int i = 0; i < pairs.size(); i++) {
                boolean learned = ratings ? !Double.isNaN(pairs.weight(i)) : pairs.verdict(i) == Pairs.Verdict.LIKED;
                if (learned) {
                    edges.add(user, pairs.item(i), Pairs.strength(pairs.weight(i)), pairs.time(i));
                }
            }
        }
        Sides sides = projected.sides();
        requireSome(edges, tally, projected, sides);
        NodeIndex items = projected.items();
        return new Bipartite(
                new ModelNodes(
                        users,
                        items,
                        live(projected, sides.users(), true),
                        live(projected, sides.items(), false),
                        projection.types(projected.types())),
                Interactions.of(
                        users.size(), items.size(), edges.sources(), edges.targets(), edges.weights(), edges.times()),
                selection.features().properties().isEmpty()
                        ? null
                        : projection.features(selection.features(), projected.itemNodes(), 1));
    }

    /** The same with other weights of its features. */
    public Bipartite withFeatureWeights(List<Double> weights) {
        return new Bipartite(nodes, interactions, features.weighted(weights));
    }

    /** The same with what else is known of its users and items. */
    public Bipartite with(Context context) {
        return new Bipartite(nodes, interactions.with(context), features);
    }

    /** The same learned from likes of at least a weight alone. */
    Bipartite withLikesOf(double threshold) {
        return new Bipartite(nodes, interactions.atLeast((float) threshold), features);
    }

    /** The graph's one label behind the projection's labels; null where there is none or are several. */
    private static String live(ProjectedInteractions projected, List<String> labels, boolean users) {
        return projected
                .told()
                .map(reading -> (users ? reading.users() : reading.items()).label())
                .orElse(labels.size() == 1 ? labels.get(0) : null);
    }

    private static void requireSome(EdgeList edges, PairTally tally, ProjectedInteractions projected, Sides sides) {
        if (edges.size() > 0) {
            return;
        }
        String from = sides.users().isEmpty() ? "*" : String.join("`, `", sides.users());
        String to = sides.items().isEmpty() ? "*" : String.join("`, `", sides.items());
        if (tally.pairs() > 0) {
            throw new IllegalArgumentException(
                    "The graph `" + projected.projection().name() + "` has "
                            + tally.pairs() + " interactions from `" + from + "` to `" + to + "` but no likes: "
                            + tally.disliked() + " have a weight of 0 or below, and " + tally.unreadable()
                            + " have none that can be read. Check `relationshipWeightProperty`.");
        }
        throw new IllegalArgumentException(
                "The graph `" + projected.projection().name()
                        + "` has no relationship from `" + from + "` to `" + to
                        + "`. Set `sourceNodeLabel` to the label of the users and `targetNodeLabel` to that of the"
                        + " items, and project with orientation NATURAL or UNDIRECTED.");
    }
}
