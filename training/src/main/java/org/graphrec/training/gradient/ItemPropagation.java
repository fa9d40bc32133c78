// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.training.gradient;

import java.util.Arrays;
import java.util.BitSet;
import org.graphrec.training.Require;
import org.graphrec.training.math.Matrix;
import org.graphrec.training.math.RandomizedSvd;

/**
 * LightGCN's propagation (He et al. 2020, eq. 3 and 4) as the items see it, when a user's own vector is what its items send it.
 *
 * <p>With B = D_u^-1/2 R D_i^-1/2 and users U = B Z at layer 0, layer l of the items is (B'B)^ceil(l/2) Z, and the mean over
 * layers 0 to L is one symmetric operator on the items: it is its own adjoint, so that gradients go back through it as vectors
 * go forth. An item without interactions keeps its own vector.
 */
public final class ItemPropagation {

    private final RandomizedSvd.Operator normalised;
    private final BitSet cold;
    private final int layers;

    /**
     * Propagation over a graph.
     *
     * @param normalised the matrix B [users, items]
     * @param cold the items without interactions
     * @param layers the number of layers L, from 0 (no propagation) to 10
     */
    public ItemPropagation(RandomizedSvd.Operator normalised, BitSet cold, int layers) {
        this.normalised = normalised;
        this.cold = (BitSet) cold.clone();
        this.layers = Require.between("layers", layers, 0, 10);
    }

    /** The number of layers. */
    public int layers() {
        return layers;
    }

    /** The mean over layers of {@code vectors}, [items, width], which are not changed. */
    public float[][] apply(float[][] vectors, int width) {
        float[][] sum = new float[vectors.length][];
        for (int item = 0; item < sum.length; item++) {
            sum[item] = vectors[item].clone();
        }
        float[][] layer = vectors;
        for (int l = 1; l <= layers; l++) {
            if (l % 2 == 1) {
                layer = normalised.multiplyTransposed(normalised.multiply(layer, width), width);
            }
            for (int item = 0; item < sum.length; item++) {
                add(layer[item], sum[item]);
            }
        }
        for (int item = 0; item < sum.length; item++) {
            if (cold.get(item)) {
                sum[item] = vectors[item].clone();
            } else {
                scale(1f / (layers + 1), sum[item]);
            }
        }
        return sum;
    }

    /** The same of a matrix, [items, width], which is not changed. */
    public Matrix apply(Matrix vectors) {
        float[][] rows = new float[vectors.rows()][];
        for (int item = 0; item < rows.length; item++) {
            int from = vectors.offset(item);
            rows[item] = Arrays.copyOfRange(vectors.values(), from, from + vectors.columns());
        }
        Matrix applied = new Matrix(vectors.rows(), vectors.columns());
        float[][] spread = apply(rows, vectors.columns());
        for (int item = 0; item < rows.length; item++) {
            System.arraycopy(spread[item], 0, applied.values(), applied.offset(item), vectors.columns());
        }
        return applied;
    }

    private static void add(float[] x, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] += x[i];
        }
    }

    private static void scale(float factor, float[] y) {
        for (int i = 0; i < y.length; i++) {
            y[i] *= factor;
        }
    }
}
