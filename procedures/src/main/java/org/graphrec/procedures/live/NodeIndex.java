// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.live;

import java.util.Arrays;

/** Rows of a matrix, and the Neo4j node ids they stand for: row i is node {@code id(i)}, ascending. */
public final class NodeIndex {
    private final long[] ids;
    private final NodeIdentity identity;

    /** Takes the ids over; they must be ascending and distinct. Nodes are known by their ids alone. */
    public NodeIndex(long[] ids) {
        this(ids, null);
    }

    /**
     * Takes the ids over; they must be ascending and distinct.
     *
     * @param identity what tells the nodes from others that get their ids; null: nothing
     */
    public NodeIndex(long[] ids, NodeIdentity identity) {
        this.ids = ids;
        this.identity = identity;
    }

    public int size() {
        return ids.length;
    }

    public long id(int row) {
        return ids[row];
    }

    /** The row of a node, or a negative number where it has none; the id may have been given to another node since. */
    public int row(long id) {
        return Arrays.binarySearch(ids, id);
    }

    /** What tells the nodes from others that get their ids; null: nothing. */
    public NodeIdentity identity() {
        return identity;
    }

    /** The same with an identity. */
    NodeIndex with(NodeIdentity other) {
        return new NodeIndex(ids, other);
    }

    /** By what nodes are known, in words. */
    public String knownBy() {
        return identity == null
                ? "node id"
                : identity.key() == null ? "interactions" : identity.key().described();
    }

    /** Without the node of a row; those behind move up by one. */
    public NodeIndex without(int row) {
        long[] fewer = new long[ids.length - 1];
        System.arraycopy(ids, 0, fewer, 0, row);
        System.arraycopy(ids, row + 1, fewer, row, fewer.length - row);
        return new NodeIndex(fewer, identity == null ? null : identity.without(row));
    }

    /** Without what the identity keeps of a row of the other index; those behind move up by one. */
    public NodeIndex withoutPartner(int row) {
        return identity == null ? this : new NodeIndex(ids, identity.withoutPartner(row));
    }
}
