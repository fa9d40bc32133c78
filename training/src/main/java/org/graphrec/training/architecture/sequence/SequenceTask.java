// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.architecture.sequence;

import org.graphrec.training.Monitor;
import org.graphrec.training.graph.Interactions;
import org.graphrec.training.graph.ItemClasses;
import org.graphrec.training.math.Matrix;

/**
 * A head to train.
 *
 * @param kind which
 * @param interactions what to learn from
 * @param features [items, size] unit rows, zero for an item without text; null when there are none
 * @param spectral [items, width] where each item lies in the graph: its leading singular vectors, zero for an item without
 *     interactions
 * @param classes of the items; null when there are none
 * @param options how
 * @param randomSeed the same seed gives the same bits at any concurrency
 * @param concurrency number of threads, at least 1
 * @param monitor hears of epochs
 */
public record SequenceTask(
        SequenceKind kind,
        Interactions interactions,
        Matrix features,
        Matrix spectral,
        ItemClasses classes,
        SequenceOptions options,
        long randomSeed,
        int concurrency,
        Monitor monitor) {}
