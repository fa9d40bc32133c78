// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.rating;

import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Context;
import org.graphrec.training.graph.Relation;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.model.AttributeVectors;

/**
 * What the relations of a context say of the users and the items of ratings.
 *
 * @param nodes of users, in the order of {@code ofUsers}
 * @param ofUsers attributes, friends and other behaviours
 * @param ofItems attributes, links, and who did something else with an item
 * @param attributes by which items without ratings are predicted; null where nothing tells them apart
 */
record ContextFeatures(
        UserNodes nodes, List<NodeFeatures> ofUsers, List<NodeFeatures> ofItems, AttributeVectors attributes) {

    /** Nothing is known. */
    static final ContextFeatures NONE =
            new ContextFeatures(new UserNodes(new int[0], new boolean[0], new float[0][]), List.of(), List.of(), null);

    /** Of all relations that tell some users, or some items, apart. */
    static ContextFeatures of(Context context, int items, long randomSeed, int concurrency, Monitor monitor) {
        if (context.isEmpty()) {
            return NONE;
        }
        List<Integer> relations = new ArrayList<>();
        List<NodeFeatures> ofUsers = new ArrayList<>();
        List<NodeFeatures> ofItems = new ArrayList<>();
        for (int r = 0; r < context.relations().size(); r++) {
            Relation relation = context.relations().get(r);
            switch (relation.ends()) {
                case USER_ITEM -> {
                    add(new NodeFeatures(relation.edges()), ofUsers, relations, r);
                    add(new NodeFeatures(relation.edges().transpose()), ofItems, null, r);
                }
                case USER_USER, USER_NODE -> add(new NodeFeatures(relation.edges()), ofUsers, relations, r);
                case ITEM_NODE, ITEM_ITEM -> add(new NodeFeatures(relation.edges()), ofItems, null, r);
                // that an item is a user says nothing of what it is rated
                case ITEM_USER -> {}
            }
        }
        int[] indices = relations.stream().mapToInt(Integer::intValue).toArray();
        boolean[] areUsers = new boolean[indices.length];
        float[][] weights = new float[indices.length][];
        for (int k = 0; k < indices.length; k++) {
            areUsers[k] = context.relations().get(indices[k]).ends() == Relation.Ends.USER_USER;
            weights[k] = ofUsers.get(k).weights();
        }
        return new ContextFeatures(
                new UserNodes(indices, areUsers, weights),
                ofUsers,
                ofItems,
                AttributeVectors.fit(context, items, randomSeed, concurrency, monitor));
    }

    /**
     * An upper bound on what a fit holds of a context, in bytes.
     *
     * @param featureDimension of texts
     * @param row bytes of a bias and a factor
     * @param draws in a model
     */
    static long peakBytes(long users, long items, long featureDimension, long row, long draws, Context context) {
        long bytes = 0;
        long nodesOfItems = 0;
        for (Relation relation : context.relations()) {
            long edges = relation.edges().edges();
            long nodes = relation.edges().columns();
            boolean both = relation.ends() == Relation.Ends.USER_ITEM;
            long ofUsers = relation.ends().fromUsers() ? nodes : 0;
            // matrices both ways, of what is known at the holdout and of all
            bytes += (both ? 2L : 1) * 2 * (16 * edges + 8 * (users + items + nodes));
            // for each of two samplers: prior means, coefficients, and the arrays of conjugate gradients
            bytes += (both ? 2L : 1) * 2 * row * (users + items + 8 * nodes) + draws * row * ofUsers;
            nodesOfItems += relation.ends() == Relation.Ends.ITEM_NODE ? nodes : 0;
        }
        if (nodesOfItems > 0) {
            long width = AttributeVectors.DIMENSION + RandomizedSvd.OVERSAMPLING;
            long dimension = featureDimension + AttributeVectors.DIMENSION;
            // the singular vectors, the attributes as they are kept and as ColdItems has them beside texts
            bytes += 3 * 4 * width * Math.max(items, nodesOfItems)
                    + 2 * 4 * AttributeVectors.DIMENSION * (items + nodesOfItems)
                    + 3 * 4 * dimension * items
                    + 24 * dimension * dimension;
        }
        return bytes;
    }

    private static void add(NodeFeatures features, List<NodeFeatures> list, List<Integer> relations, int r) {
        if (!features.isEmpty()) {
            list.add(features);
            if (relations != null) {
                relations.add(r);
            }
        }
    }

    /** True when nothing of it enters the prior of users or of items. */
    boolean isEmpty() {
        return ofUsers.isEmpty() && ofItems.isEmpty();
    }
}
