// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.recommend;

import java.util.stream.IntStream;
import org.graphrec.training.graph.History;
import org.neo4j.graphdb.Node;

/** One user of a call, and what they did. */
final class UserHistory {
    private static final int[] NONE = {};

    private final Node user;
    private final int self;
    private final History history;
    private final int[] seen;
    private final int unreadable;

    /**
     * Takes what was read.
     *
     * @param user null for somebody who is not a node
     * @param self the user's own row where users are items too, else negative
     * @param history what a ranking is computed from
     * @param seen rows that are not recommended since the user knows them
     * @param unreadable how many of their interactions have a weight that is missing or cannot be read
     */
    UserHistory(Node user, int self, History history, int[] seen, int unreadable) {
        this.user = user;
        this.self = self;
        this.history = history;
        this.seen = seen;
        this.unreadable = unreadable;
    }

    /** Somebody who is not a node and knows one item, which is left out if {@code seen}. */
    static UserHistory ofItem(int row, boolean seen) {
        int[] rows = {row};
        return new UserHistory(null, -1, new History(rows, null), seen ? rows : NONE, 0);
    }

    /** Somebody of whom nothing is read: that they are not recommended to themselves is told by the node. */
    static UserHistory unread(Node user, int self) {
        return new UserHistory(user, self, History.empty(), NONE, 0);
    }

    Node user() {
        return user;
    }

    History history() {
        return history;
    }

    /** The user's own row where users are items too, else negative. */
    int self() {
        return self;
    }

    int unreadable() {
        return unreadable;
    }

    /** Rows that are not recommended to this user; a node is never recommended to itself. */
    int[] leftOut() {
        return self < 0
                ? seen
                : IntStream.concat(IntStream.of(seen), IntStream.of(self)).toArray();
    }

    /** The same user without one edge of a relation. */
    UserHistory without(int relation, int node) {
        return new UserHistory(user, self, history.without(relation, node), seen, unreadable);
    }

    /** The same user had they not done this; the item may be recommended then. */
    UserHistory without(int item) {
        int[] others = IntStream.of(seen).filter(row -> row != item).toArray();
        return new UserHistory(user, self, history.without(item), others, unreadable);
    }
}
