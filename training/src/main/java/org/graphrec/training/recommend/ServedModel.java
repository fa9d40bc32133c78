// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;
import org.graphrec.training.model.Popularity;

/**
 * What requests are answered from.
 *
 * @param model scores items by a history
 * @param fallback ranks items for a request of which nothing is known, and those that nothing in a history speaks for
 * @param features [items, dimension], unit rows, as they are now: queries and diversity go by these; null when there are none
 * @param learnedFeatures the same as they were at training, by which a score is split into what comes from the graph and what from
 *     texts; null when there are none
 */
public record ServedModel(Model model, Popularity fallback, StackedMatrix features, StackedMatrix learnedFeatures) {

    /** A model whose items have the features of training. */
    public static ServedModel of(Model model, Popularity fallback, StackedMatrix features) {
        return new ServedModel(model, fallback, features, features);
    }
}
