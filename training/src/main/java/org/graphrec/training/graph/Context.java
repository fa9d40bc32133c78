// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.List;
import org.graphrec.training.Require;

/**
 * What a graph knows of users and items beside the interactions that are predicted: other behaviours, attributes, friends. Immutable.
 *
 * @param relations in a fixed order, by which models refer to them
 */
public record Context(List<Relation> relations) {

    /** Nothing else is known. */
    public static final Context NONE = new Context(List.of());

    private static final int[] NO_NODES = {};

    /** Copies the list. */
    public Context {
        relations = List.copyOf(relations);
    }

    /** True when nothing is known. */
    public boolean isEmpty() {
        return relations.isEmpty();
    }

    /** Rejects relations of other users or items than these. */
    void requireSizes(int users, int items) {
        for (Relation relation : relations) {
            Require.size(
                    "rows of " + relation.name(),
                    relation.edges().rows(),
                    relation.ends().fromUsers() ? users : items);
            if (relation.ends() == Relation.Ends.USER_ITEM) {
                Require.size("columns of " + relation.name(), relation.edges().columns(), items);
            }
            if (relation.ends() == Relation.Ends.ITEM_USER) {
                Require.size("columns of " + relation.name(), relation.edges().columns(), users);
            }
        }
    }

    /** For each user the item that the user is, or -1; null where no item is a user. */
    int[] selves(int users) {
        int[] selves = null;
        for (Relation relation : relations) {
            if (relation.ends() == Relation.Ends.ITEM_USER) {
                selves = new int[users];
                Arrays.fill(selves, -1);
                for (int item = 0; item < relation.edges().rows(); item++) {
                    for (int user : relation.of(item)) {
                        selves[user] = item;
                    }
                }
            }
        }
        return selves;
    }

    /** True when some edges of users have times. */
    public boolean timed() {
        return relations.stream()
                .anyMatch(
                        relation -> relation.times() != null && relation.ends().fromUsers());
    }

    /**
     * The context without the edges of users from a given moment on; edges without a time stay.
     *
     * @param moments one per user, infinity for all that is known
     */
    public Context before(double[] moments) {
        return new Context(
                relations.stream().map(relation -> relation.before(moments)).toList());
    }

    /** What the edges of a user lead to; nothing for relations of items. */
    ContextRow of(int user) {
        int[][] nodes = new int[relations.size()][];
        float[][] weights = null;
        for (int r = 0; r < nodes.length; r++) {
            Relation relation = relations.get(r);
            nodes[r] = relation.ends().fromUsers() ? relation.of(user) : NO_NODES;
            if (relation.ends().fromUsers() && relation.edges().weighted()) {
                weights = weights == null ? new float[nodes.length][] : weights;
                weights[r] = relation.weightsOf(user);
            }
        }
        return new ContextRow(nodes, weights);
    }
}
