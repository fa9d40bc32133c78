package org.graphrec.procedures.graph;

import java.util.Arrays;

/** Rows of a matrix, and the Neo4j node ids they stand for: row i is node {@code id(i)}, ascending. */
public final class NodeIndex {
    private final long[] ids;

    /** Takes the ids over; they must be ascending and distinct. */
    public NodeIndex(long[] ids) {
        this.ids = ids;
    }

    public int size() {
        return ids.length;
    }

    public long id(int row) {
        return ids[row];
    }

    /** The row of a node, or a negative number where it has none. */
    public int row(long id) {
        return Arrays.binarySearch(ids, id);
    }

    /** Without the node of a row; those behind move up by one. */
    public NodeIndex without(int row) {
        long[] fewer = new long[ids.length - 1];
        System.arraycopy(ids, 0, fewer, 0, row);
        System.arraycopy(ids, row + 1, fewer, row, fewer.length - row);
        return new NodeIndex(fewer);
    }
}
