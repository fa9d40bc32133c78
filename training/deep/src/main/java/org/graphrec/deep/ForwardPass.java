// SPDX-License-Identifier: GPL-3.0-only
package org.graphrec.deep;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** One run through a network: its weights as tensors, its random choices, and the layers that use them. */
final class ForwardPass {

    /** Added to a logit that must count for nothing. */
    static final float NEVER = -1e9f;

    private static final float SLOPE = 0.2f;
    private static final float EPSILON = 1e-5f;

    private final Map<String, Tensor> weights;
    private final SplittableRandom random;
    private final double dropout;
    private final ScalarType type;

    /**
     * A run.
     *
     * @param random makes the choices of training; null when nothing is left to chance
     * @param dropout share of components set to zero
     * @param type of all numbers
     */
    ForwardPass(Map<String, Tensor> weights, SplittableRandom random, double dropout, ScalarType type) {
        this.weights = weights;
        this.random = random;
        this.dropout = dropout;
        this.type = type;
    }

    /** A run without chance. */
    static ForwardPass still(Map<String, Tensor> weights) {
        return new ForwardPass(weights, null, 0, ScalarType.Float);
    }

    SplittableRandom random() {
        return random;
    }

    Tensor weight(String name) {
        return weights.get(name);
    }

    Tensor numbers(float[] values, long... shape) {
        return Tensor.create(values, shape).to(type);
    }

    /** {@code x} times a number. */
    static Tensor times(Tensor x, double factor) {
        return x.mul(new Scalar(factor));
    }

    /** {@code x} plus a number. */
    static Tensor plus(Tensor x, double number) {
        return x.add(new Scalar(number));
    }

    /** A copy of all numbers, row by row. */
    static float[] floats(Tensor x) {
        Tensor rows = x.detach().contiguous();
        float[] values = new float[Math.toIntExact(rows.numel())];
        rows.data_ptr_float().get(values);
        return values;
    }

    Tensor indices(long[] values, long... shape) {
        return Tensor.create(values, shape);
    }

    /** A sparse matrix with {@code values} at {@code places}, [2, values]. */
    Tensor sparse(float[] values, long[][] places, long rows, long columns) {
        long[] flat = Arrays.copyOf(places[0], 2 * values.length);
        System.arraycopy(places[1], 0, flat, values.length, values.length);
        return torch.sparse_coo_tensor(indices(flat, 2, values.length), numbers(values, values.length), rows, columns);
    }

    /** The rows of a matrix that {@code indices} name: [shape of indices, columns]. */
    static Tensor rows(Tensor matrix, Tensor indices) {
        return torch.embedding(matrix, indices);
    }

    Tensor dense(String name, Tensor x) {
        return x.matmul(weight(name + ".weight")).add(weight(name + ".bias"));
    }

    Tensor norm(String name, Tensor x) {
        return torch.layer_norm(
                x,
                new long[] {x.size(-1)},
                new TensorOptional(weight(name + ".weight")),
                new TensorOptional(weight(name + ".bias")),
                EPSILON,
                false);
    }

    static Tensor activate(Tensor x) {
        return torch.leaky_relu(x, new Scalar(SLOPE));
    }

    Tensor dropout(Tensor x) {
        if (random == null || dropout == 0) {
            return x;
        }
        float[] mask = new float[Math.toIntExact(x.numel())];
        float scale = (float) (1 / (1 - dropout));
        int threshold = (int) (dropout * (1 << Short.SIZE));
        long bits = 0;
        for (int i = 0; i < mask.length; i++) {
            bits = (i & 3) == 0 ? random.nextLong() : bits >>> Short.SIZE;
            mask[i] = (bits & 0xFFFF) < threshold ? 0 : scale;
        }
        return x.mul(numbers(mask, x.shape()));
    }

    /** Logits by distance, [heads, length, length], from the rows of {@code recency}. */
    Tensor distances(int length) {
        Tensor recency = weight("recency");
        long[] distance = new long[length * length];
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < t; j++) {
                distance[t * length + j] = (long) t - j;
            }
        }
        long heads = recency.numel() / recency.size(0);
        return rows(recency.reshape(-1, heads), indices(distance, (long) length * length))
                .reshape(length, length, heads)
                .permute(2, 0, 1);
    }

    /**
     * What keeps position t from reading later items, and items that were left out, [batch or 1, 1, length, length]: 0 or
     * {@link #NEVER}. A position always reads its own item.
     *
     * @param kept [batch, length], 0 for an item left out; null when none is
     */
    Tensor causal(int length, float[] kept) {
        int batch = kept == null ? 1 : kept.length / length;
        float[] mask = new float[batch * length * length];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < length; t++) {
                for (int j = 0; j < length; j++) {
                    boolean reads = j == t || (j < t && (kept == null || kept[b * length + j] != 0));
                    mask[(b * length + t) * length + j] = reads ? 0 : NEVER;
                }
            }
        }
        return numbers(mask, batch, 1, length, length);
    }

    /** Equal shares of what {@link #causal} lets each position read. */
    static Tensor shares(Tensor causal) {
        return causal.softmax(-1);
    }

    static Tensor concat(int axis, Tensor... parts) {
        return parts.length == 1 ? parts[0] : torch.cat(new TensorVector(parts), axis);
    }
}
