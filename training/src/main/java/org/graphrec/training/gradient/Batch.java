// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import org.graphrec.training.Require;
import org.graphrec.training.graph.Csr;

/**
 * Examples of one step: for each, a user by some of his items, and others of them to be told from negatives.
 *
 * @param inputs [examples, items] the items a user is known by, with their weights
 * @param targets [examples, items] the items to find; the weights of an example sum to 1
 * @param excluded [examples, items] all a user has, which are no negatives for him
 * @param negatives [blocks, items] sampled items, ascending, one row for each {@link #EXAMPLES_PER_BLOCK} examples
 */
record Batch(Csr inputs, Csr targets, Csr excluded, Csr negatives) {

    /** Examples that share negatives, so that their scores are one dense product. */
    static final int EXAMPLES_PER_BLOCK = 32;

    /** Checks the sizes. */
    Batch {
        Require.size("targets", targets.rows(), inputs.rows());
        Require.size("excluded", excluded.rows(), inputs.rows());
        Require.size("negatives", negatives.rows(), (inputs.rows() + EXAMPLES_PER_BLOCK - 1) / EXAMPLES_PER_BLOCK);
    }

    /** The number of examples. */
    int examples() {
        return inputs.rows();
    }
}
