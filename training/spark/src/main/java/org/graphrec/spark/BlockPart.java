// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.graphrec.training.Monitor;
import org.graphrec.training.architecture.itemgraph.ItemTerms;
import org.graphrec.training.architecture.itemgraph.PairTerms;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.propagate.CoOccurrence;

/** The histories that some items are in, whole, and what is computed of these items. Not a record: it holds arrays. */
final class BlockPart implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] own; // ascending
    private final int[] users; // rows in the whole, ascending
    private final Csr byUser; // [users, items]
    private transient CoOccurrence matrix;

    BlockPart(int[] own, int[] users, Csr byUser) {
        this.own = own;
        this.users = users;
        this.byUser = byUser;
    }

    private synchronized CoOccurrence matrix(int[] degrees) {
        if (matrix == null) {
            matrix = CoOccurrence.ofPart(byUser, own, degrees, Monitor.SILENT);
        }
        return matrix;
    }

    List<ItemTerms> terms(PairTerms terms, int[] degrees) {
        PairTerms.Reader reader = terms.over(matrix(degrees)).reader();
        List<ItemTerms> some = new ArrayList<>();
        for (int row = 0; row < own.length; row++) {
            some.add(reader.of(own[row], row));
        }
        return some;
    }

    /** By the items of the block, and the targets of each. */
    float[][] common(int[][] targets, double userExponent, double strength, int[] degrees) {
        return matrix(degrees).commonUsers(userExponent, strength).of(0, targets);
    }

    /** The rows of the block's items in the product of the transposed matrix with columns [users, width]. */
    float[][] multiplyTransposed(DenseColumns columns, int[] degrees) {
        float[][] rows = new float[users.length][];
        for (int user = 0; user < rows.length; user++) {
            rows[user] = columns.row(users[user]);
        }
        return matrix(degrees).multiplyTransposed(rows, columns.width());
    }
}
