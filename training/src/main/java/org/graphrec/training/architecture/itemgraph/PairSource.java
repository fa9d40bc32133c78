// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.function.Consumer;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.RandomizedSvd;

/** Who interacted with what, as an {@link ItemGraph} asks it: held here, or spread over many machines. Either gives the same bits. */
public interface PairSource {

    /** Where the pairs of items are computed. */
    @FunctionalInterface
    interface Opener {
        /**
         * Interactions as they are asked for pairs.
         *
         * @param monitor advances by the items whose terms are done
         */
        PairSource open(Interactions interactions, int concurrency, Monitor monitor);
    }

    /** The number of users of each item. */
    int[] degrees();

    /** R~ of {@link SimilarityTerms}. */
    RandomizedSvd.Operator operator();

    /**
     * Computes the terms of the pairs of every item.
     *
     * @param into receives those of each item once, in any order and from any thread
     */
    void terms(PairTerms terms, Consumer<ItemTerms> into);

    /**
     * What the common users say of pairs, as {@link org.graphrec.training.propagate.CommonUsers} has it.
     *
     * @param targets of each item, ascending
     * @return by item, and position in its targets
     */
    float[][] common(int[][] targets, double userExponent, double strength);
}
