// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.itemgraph;

import java.util.Arrays;
import java.util.function.Consumer;
import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.math.Parallel;
import org.graphrec.training.math.RandomizedSvd;
import org.graphrec.training.math.Spare;
import org.graphrec.training.propagate.CoOccurrence;
import org.graphrec.training.propagate.CommonUsers;

/** Interactions that are held here, and asked by several threads. */
final class HeldPairs implements PairSource {

    private static final int ITEMS_PER_BLOCK = 16;

    private final CoOccurrence interactions;
    private final int concurrency;
    private final Monitor monitor;

    /** Over these; {@code monitor} advances by the items whose terms are done. */
    HeldPairs(Interactions interactions, int concurrency, Monitor monitor) {
        this.interactions = new CoOccurrence(interactions, concurrency, monitor);
        this.concurrency = concurrency;
        this.monitor = monitor;
    }

    @Override
    public int[] degrees() {
        int[] degrees = new int[interactions.columns()];
        Arrays.setAll(degrees, interactions::degree);
        return degrees;
    }

    @Override
    public RandomizedSvd.Operator operator() {
        return interactions;
    }

    @Override
    public void terms(PairTerms terms, Consumer<ItemTerms> into) {
        PairTerms.Over over = terms.over(interactions);
        Spare<PairTerms.Reader> readers = new Spare<>(over::reader);
        Parallel.forBlocks(
                interactions.columns(),
                ITEMS_PER_BLOCK,
                concurrency,
                monitor,
                (from, to) -> readers.use(reader -> {
                    for (int item = from; item < to; item++) {
                        into.accept(reader.of(item, item));
                    }
                }));
    }

    @Override
    public float[][] common(int[][] targets, double userExponent, double strength) {
        Spare<CommonUsers.Reader> readers = new Spare<>(interactions.commonUsers(userExponent, strength)::reader);
        float[][] values = new float[targets.length][];
        Parallel.forBlocks(
                targets.length,
                ITEMS_PER_BLOCK,
                concurrency,
                monitor.withoutProgress(),
                (from, to) -> readers.use(reader -> {
                    for (int item = from; item < to; item++) {
                        values[item] = reader.of(item, targets[item]);
                    }
                }));
        return values;
    }
}
