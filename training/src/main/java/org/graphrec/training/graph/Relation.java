package org.graphrec.training.graph;

import java.util.Arrays;
import org.graphrec.training.Require;

/**
 * The edges of one kind that say something of users or items beside the interactions that are predicted.
 *
 * @param name what it is called in the graph, such as a relationship type
 * @param ends what the edges join
 * @param edges [users or items, what they lead to]; parallel edges are one, and weights do not count
 */
public record Relation(String name, Ends ends, Csr edges) {

    /** What the edges of a relation join. */
    public enum Ends {
        /** Another behaviour: what users viewed, or put into the cart. */
        USER_ITEM(true),
        /** Friends, or whom users follow. */
        USER_USER(true),
        /** What users have in common with other users: a city, an age group. */
        USER_NODE(true),
        /** Links between items. */
        ITEM_ITEM(false),
        /** What items have in common with other items: a genre, an actor, a brand. */
        ITEM_NODE(false),
        /** Which user an item is, where users are recommended to users; at most one. */
        ITEM_USER(false);

        private final boolean fromUsers;

        Ends(boolean fromUsers) {
            this.fromUsers = fromUsers;
        }

        /** True when edges lead from users, false when they lead from items. */
        public boolean fromUsers() {
            return fromUsers;
        }
    }

    /** Rejects edges whose shape cannot be right. */
    public Relation {
        if (ends == Ends.USER_USER || ends == Ends.ITEM_ITEM) {
            Require.size("columns of " + name, edges.columns(), edges.rows());
        }
    }

    /** The nodes that the edges of a row lead to, as in {@link #edges}. */
    public int[] of(int row) {
        int from = edges.offsets()[row];
        return Arrays.copyOfRange(edges.targets(), from, edges.offsets()[row + 1]);
    }
}
