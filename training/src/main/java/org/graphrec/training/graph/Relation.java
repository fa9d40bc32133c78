package org.graphrec.training.graph;

import java.util.Arrays;
import java.util.Optional;

/**
 * The edges of one kind that say something of users or items beside the interactions that are predicted.
 *
 * @param name what it is called in the graph, such as a relationship type
 * @param ends what the edges join
 * @param edges [users or items, what they lead to]; parallel edges are one, and weights do not count
 * @param weight of what the relation adds, in units of the main part of a sum, at least 0; NaN: chosen on the holdout
 */
public record Relation(String name, Ends ends, Csr edges, double weight) {

    /** With a weight that is chosen on the holdout. */
    public Relation(String name, Ends ends, Csr edges) {
        this(name, ends, edges, Double.NaN);
    }

    /** The same with a weight that is given. */
    public Relation withWeight(double given) {
        return new Relation(name, ends, edges, given);
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
}
