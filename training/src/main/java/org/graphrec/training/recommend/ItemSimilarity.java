// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.recommend;

import org.graphrec.training.math.StackedMatrix;
import org.graphrec.training.model.Model;

/** How alike two items are; 1 for the same, 0 for nothing in common. */
@FunctionalInterface
public interface ItemSimilarity {

    /** The likeness of two items, symmetric. */
    float of(int one, int other);

    /**
     * The cosine of the items' features; without features what the model takes for it.
     *
     * @param features [items, d] unit rows, or null
     */
    static ItemSimilarity of(Model model, StackedMatrix features) {
        if (features != null) {
            return features::dot;
        }
        return model::similarity;
    }
}
