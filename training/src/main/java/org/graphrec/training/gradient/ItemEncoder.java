// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.List;

/** What makes an item's vector before propagation, from parameters that are trained. Parameters are changed in place. */
public interface ItemEncoder {

    /** The width of a vector. */
    int width();

    /** The vectors of all items, [items, width], by the current parameters. */
    float[][] forward();

    /**
     * Overwrites {@link #gradients} with those of a loss.
     *
     * @param gradient of the loss by the vectors of the last {@link #forward}, [items, width]
     */
    void backward(float[][] gradient);

    /** The parameters, each as rows; the arrays themselves. */
    List<float[][]> parameters();

    /** The gradients of the last {@link #backward}, shaped as the parameters. */
    List<float[][]> gradients();
}
