// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

import java.util.BitSet;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.StackedMatrix;

/** Items that come after the known ones: the i-th has the number {@code known + i}. */
public final class NewItems {
    private final Matrix known;
    private final BitSet cold;
    private final List<NewItem> items;
    private final StackedMatrix features;

    /**
     * New items beside known ones.
     *
     * @param known features of the known items, [items, dimension], unit rows or zero rows
     * @param cold the known items without interactions
     * @param items the new ones, with texts of the same dimension
     */
    public NewItems(Matrix known, BitSet cold, List<NewItem> items) {
        this.known = known;
        this.cold = cold;
        this.items = List.copyOf(items);
        Matrix texts = new Matrix(items.size(), known.columns());
        for (int i = 0; i < texts.rows(); i++) {
            System.arraycopy(items.get(i).text(), 0, texts.values(), texts.offset(i), texts.columns());
        }
        this.features = new StackedMatrix(known, texts);
    }

    /** How many are known. */
    public int known() {
        return known.rows();
    }

    /** How many are new. */
    public int size() {
        return items.size();
    }

    /** The features of the known items and, below, of the new ones. */
    public StackedMatrix features() {
        return features;
    }

    /** The new texts, [new items, dimension]. */
    public Matrix texts() {
        return features.second();
    }

    /** By relation of the context at training, the nodes that the edges of the item numbered {@code known + i} lead to. */
    public ContextRow attributes(int i) {
        return items.get(i).attributes();
    }

    /** The known items nearest to the item numbered {@code known + i}. */
    public NewItem.Nearest nearest(int i) {
        return items.get(i).nearest(known, cold);
    }

    /** Finds the nearest of all, where they are not known yet. */
    void findNearest(int concurrency, Monitor monitor) {
        Parallel.forBlocks(items.size(), 1, concurrency, monitor.withoutProgress(), (from, to) -> nearest(from));
    }
}
