// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.List;

/** Vectors that are themselves the parameters, one for each item. */
public final class FreeVectors implements ItemEncoder {

    private final float[][] vectors;
    private final int width;
    private float[][] gradient;

    /** From first values, [items, width], which training changes. */
    public FreeVectors(float[][] vectors, int width) {
        this.vectors = vectors;
        this.width = width;
        this.gradient = new float[vectors.length][width];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public float[][] forward() {
        return vectors;
    }

    @Override
    public void backward(float[][] gradient) {
        this.gradient = gradient;
    }

    @Override
    public List<float[][]> parameters() {
        return List.<float[][]>of(vectors);
    }

    @Override
    public List<float[][]> gradients() {
        return List.<float[][]>of(gradient);
    }
}
