// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.graphrec.training.graph.ContextRow;
import org.graphrec.training.graph.Csr;
import org.graphrec.training.graph.Relation;

/** What users have beside their histories, for executors that recommend to them. Not a record: it holds an array. */
final class UserContext implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int[] NONE = {};

    private final long[] users; // ascending
    private final List<Csr> relations; // [users, columns]; null for one of items

    UserContext(long[] users, List<Csr> relations) {
        this.users = users;
        this.relations = relations;
    }

    /** What is known of a user. */
    ContextRow of(long user) {
        int row = Arrays.binarySearch(users, user);
        int[][] columns = new int[relations.size()][];
        float[][] weights = new float[columns.length][];
        for (int r = 0; r < columns.length; r++) {
            Csr edges = row < 0 ? null : relations.get(r);
            columns[r] = edges == null
                    ? NONE
                    : Arrays.copyOfRange(edges.targets(), edges.offsets()[row], edges.offsets()[row + 1]);
            weights[r] = edges == null ? null : Relation.weightsOf(edges, row);
        }
        return new ContextRow(columns, weights);
    }
}
