// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import java.util.List;
import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.math.Matrix;

/** The nodes behind the rows of a model that is handed over. Not a record: it holds arrays. */
public final class HandedNodes {
    private final long[] users;
    private final long[] items;
    private final Csr partners;
    private final List<VectorBlock> blocks;
    private final Matrix vectors;
    private final List<HandedRelation> context;

    /**
     * Takes the arrays over.
     *
     * @param users ids, ascending
     * @param items ids, ascending
     * @param partners [items, users] some of the interactions, by which nodes are told from others that get their ids; users ascending
     * @param blocks of the vectors; empty: none
     * @param vectors [items, sum of the dimensions] unit rows or zero rows; null without blocks
     */
    public HandedNodes(long[] users, long[] items, Csr partners, List<VectorBlock> blocks, Matrix vectors) {
        this(users, items, partners, blocks, vectors, List.of());
    }

    private HandedNodes(
            long[] users,
            long[] items,
            Csr partners,
            List<VectorBlock> blocks,
            Matrix vectors,
            List<HandedRelation> context) {
        Require.size("partners", partners.rows(), items.length);
        Require.size("partners", partners.columns(), users.length);
        int width = blocks.stream().mapToInt(VectorBlock::dimension).sum();
        Require.size("vectors", vectors == null ? 0 : vectors.columns(), width);
        if (vectors != null) {
            Require.size("vectors", vectors.rows(), items.length);
            Require.finite("vectors", vectors.values());
        }
        requireAscending(users);
        requireAscending(items);
        this.users = users;
        this.items = items;
        this.partners = partners;
        this.blocks = List.copyOf(blocks);
        this.vectors = vectors;
        this.context = List.copyOf(context);
    }

    /** The same with the relations that the model was trained with, in the order of its context. */
    public HandedNodes with(List<HandedRelation> relations) {
        return new HandedNodes(users, items, partners, blocks, vectors, relations);
    }

    static void requireAscending(long[] ids) {
        for (int row = 1; row < ids.length; row++) {
            if (ids[row] <= ids[row - 1]) {
                throw new IllegalArgumentException("The ids of nodes must be ascending.");
            }
        }
    }

    /** Ids of the users, ascending: the array itself. */
    public long[] users() {
        return users;
    }

    /** Ids of the items, ascending: the array itself. */
    public long[] items() {
        return items;
    }

    /** [items, users] some of the interactions. */
    public Csr partners() {
        return partners;
    }

    /** The vector properties, in the order of their columns. */
    public List<VectorBlock> blocks() {
        return blocks;
    }

    /** [items, columns] unit rows, or null. */
    public Matrix vectors() {
        return vectors;
    }

    /** The relations that the model was trained with, in the order of its context; empty: none. */
    public List<HandedRelation> context() {
        return context;
    }
}
