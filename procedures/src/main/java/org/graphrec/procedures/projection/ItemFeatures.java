// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.procedures.projection;

import java.util.List;
import org.graphrec.procedures.live.LiveFeatures;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;

/**
 * The feature vectors of a model's items, and how those of other items are read from the live graph.
 *
 * @param live the properties, in the order of their columns
 * @param matrix [items, columns] unit rows; null where there are no properties
 */
public record ItemFeatures(LiveFeatures live, Matrix matrix) {
    /** Those of a model without features. */
    public static final ItemFeatures NONE = new ItemFeatures(new LiveFeatures(List.of()), null);

    public ItemFeatures {
        Require.size("columns", matrix == null ? 0 : matrix.columns(), live.dimension());
    }

    /** Whether the model was trained without features. */
    public boolean isEmpty() {
        return matrix == null;
    }

    /** The properties, in the order of their columns. */
    public List<LiveFeatures.Block> blocks() {
        return live.blocks();
    }

    /** The properties and their weights. */
    public FeatureSelection selection() {
        return FeatureSelection.of(live);
    }
}
