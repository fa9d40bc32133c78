// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.Optional;
import org.graphrec.training.Require;

/**
 * The edges of one kind that say something of users or items beside the interactions that are predicted.
 *
 * @param name what it is called in the graph, such as a relationship type
 * @param ends what the edges join
 * @param edges [users or items, what they lead to]; parallel edges are one. Where they have weights, these are above 0, and an edge of
 *     twice the weight of another says twice as much
 * @param weight of what the relation adds, in units of the main part of a sum, at least 0; NaN: chosen on the holdout
 * @param times when each edge came to be, in the unit of the interactions' times; NaN where that is not known. Null: of no edge
 */
@SuppressWarnings("ArrayRecordComponent")
public record Relation(String name, Ends ends, Csr edges, double weight, double[] times) {

    /** Rejects times of other edges. */
    public Relation {
        if (times != null) {
            Require.size("times of " + name, times.length, edges.edges());
        }
    }

    /** With a weight that is chosen on the holdout, and without times. */
    public Relation(String name, Ends ends, Csr edges) {
        this(name, ends, edges, Double.NaN, null);
    }

    /** The same with a weight that is given. */
    public Relation withWeight(double given) {
        return new Relation(name, ends, edges, given, times);
    }

    /** The same with times. */
    public Relation withTimes(double[] known) {
        return new Relation(name, ends, edges, weight, known);
    }

    /**
     * The edges of each user before a moment; those whose time is not known stay.
     *
     * @param moments one per user
     */
    Relation before(double[] moments) {
        if (times == null || !ends.fromUsers()) {
            return this;
        }
        int[] offsets = new int[edges.rows() + 1];
        int[] targets = new int[edges.edges()];
        double[] kept = new double[edges.edges()];
        float[] weights = edges.weighted() ? new float[edges.edges()] : null;
        int size = 0;
        for (int user = 0; user < edges.rows(); user++) {
            for (int edge = edges.offsets()[user]; edge < edges.offsets()[user + 1]; edge++) {
                if (!(times[edge] >= moments[user])) {
                    targets[size] = edges.targets()[edge];
                    if (weights != null) {
                        weights[size] = edges.weight(edge);
                    }
                    kept[size++] = times[edge];
                }
            }
            offsets[user + 1] = size;
        }
        Csr left = new Csr(
                edges.rows(),
                edges.columns(),
                offsets,
                Arrays.copyOf(targets, size),
                weights == null ? null : Arrays.copyOf(weights, size));
        return new Relation(name, ends, left, weight, Arrays.copyOf(kept, size));
    }

    /** What the edges of a relation join. */
    public enum Ends {
        /** Another behaviour: what users viewed, or put into the cart. */
        USER_ITEM(true, "user-item"),
        /** Friends, or whom users follow. */
        USER_USER(true, "user-user"),
        /** What users have in common with other users: a city, an age group. */
        USER_NODE(true, "user-node"),
        /** Links between items. */
        ITEM_ITEM(false, "item-item"),
        /** What items have in common with other items: a genre, an actor, a brand. */
        ITEM_NODE(false, "item-node"),
        /** Which user an item is, where users are recommended to users; at most one. */
        ITEM_USER(false, "item-user");

        private final boolean fromUsers;
        private final String cypherName;

        Ends(boolean fromUsers, String cypherName) {
            this.fromUsers = fromUsers;
            this.cypherName = cypherName;
        }

        /** The one of a name in files and in Cypher, or empty. */
        public static Optional<Ends> of(String name) {
            return Arrays.stream(values())
                    .filter(ends -> ends.cypherName.equals(name))
                    .findFirst();
        }

        /** Its name in files and in Cypher, such as {@code item-node}. */
        public String cypherName() {
            return cypherName;
        }

        /** True when they tell what items have in common with other items: by nodes, or by links. */
        public boolean describesItems() {
            return this == ITEM_NODE || this == ITEM_ITEM;
        }

        /** True when edges lead from users, false when they lead from items. */
        public boolean fromUsers() {
            return fromUsers;
        }
    }

    /** The nodes that the edges of a row lead to, as in {@link #edges}. */
    public int[] of(int row) {
        int from = edges.offsets()[row];
        return Arrays.copyOfRange(edges.targets(), from, edges.offsets()[row + 1]);
    }

    /** Their weights; null where all weigh 1. */
    public float[] weightsOf(int row) {
        return weightsOf(edges, row);
    }

    /** The weights of a row of such a matrix; null where all weigh 1. */
    public static float[] weightsOf(Csr edges, int row) {
        if (!edges.weighted()) {
            return null;
        }
        float[] weights = new float[edges.degree(row)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = edges.weight(edges.offsets()[row] + i);
        }
        return weights;
    }
}
