// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.model;

/**
 * What items of a history add to a score through one relation of the context, such as the tags that they share with the item.
 *
 * @param relation of the context
 * @param parts one number per item of the history, in its order
 */
@SuppressWarnings("ArrayRecordComponent")
public record Via(int relation, double[] parts) {

    /** The same multiplied. */
    public Via times(double factor) {
        double[] product = new double[parts.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = factor * parts[i];
        }
        return new Via(relation, product);
    }
}
