// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.handover;

import org.graphrec.training.Require;

/**
 * The columns of one vector property of the items.
 *
 * @param property its name
 * @param dimension the length of its vectors
 * @param weight its share of a row, at least 0
 * @param space the encoder's, by the passports beside the vectors; "" where they say nothing
 */
public record VectorBlock(String property, int dimension, double weight, String space) {

    /** Rejects values out of range. */
    public VectorBlock {
        Require.atLeast("dimension", dimension, 1);
        Require.between("featureWeights", weight, 0.0, Double.MAX_VALUE);
    }
}
