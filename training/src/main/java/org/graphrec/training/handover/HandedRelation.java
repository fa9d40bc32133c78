// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import org.graphrec.training.graph.Relation;

/** One of the relations that a model which is handed over was trained with. Not a record: it holds an array. */
public final class HandedRelation {
    private final String name;
    private final Relation.Ends ends;
    private final long[] nodes;

    /**
     * Takes the array over.
     *
     * @param name what the declaration calls it
     * @param ends what it joins
     * @param nodes ids behind its columns, ascending; null where these are users or items
     */
    public HandedRelation(String name, Relation.Ends ends, long[] nodes) {
        boolean others = ends == Relation.Ends.USER_NODE || ends == Relation.Ends.ITEM_NODE;
        if (others != (nodes != null)) {
            throw new IllegalArgumentException("The relation `" + name + "` must have nodes of its own exactly where it"
                    + " does not join users and items.");
        }
        if (nodes != null) {
            HandedNodes.requireAscending(nodes);
        }
        this.name = name;
        this.ends = ends;
        this.nodes = nodes;
    }

    /** What the declaration calls it. */
    public String name() {
        return name;
    }

    /** What it joins. */
    public Relation.Ends ends() {
        return ends;
    }

    /** Ids behind its columns, ascending: the array itself; null where these are users or items. */
    public long[] nodes() {
        return nodes;
    }

    /** The ids behind its columns, ascending. */
    public long[] columns(HandedNodes known) {
        return switch (ends) {
            case USER_USER, ITEM_USER -> known.users();
            case USER_ITEM, ITEM_ITEM -> known.items();
            case USER_NODE, ITEM_NODE -> nodes;
        };
    }
}
